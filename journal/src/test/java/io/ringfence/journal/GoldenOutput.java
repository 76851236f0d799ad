package io.ringfence.journal;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A message that the core put out: the event that caused it, its type, and its bytes behind the header. */
record GoldenOutput(long sequence, int templateId, String bodyHex) {
    /** Reads a gzip of sequence (8 bytes), template id (2), length of the body (4), body; big-endian, to the end. */
    static List<GoldenOutput> read(Path file) throws IOException {
        List<GoldenOutput> outputs = new ArrayList<>();
        try (InputStream zipped = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new GZIPInputStream(zipped))) {
            for (int first = in.read(); first >= 0; first = in.read()) {
                long sequence = (long) first << 56;
                for (int shift = 48; shift >= 0; shift -= 8) {
                    sequence |= (long) in.readUnsignedByte() << shift;
                }
                int templateId = in.readUnsignedShort();
                byte[] body = new byte[in.readInt()];
                in.readFully(body);
                outputs.add(
                        new GoldenOutput(sequence, templateId, HexFormat.of().formatHex(body)));
            }
        }
        return outputs;
    }

    /**
     * The first place where {@code actual} is not what it was, or an empty text. Fields are only ever appended, so a later
     * version's body begins with the earlier one's.
     */
    static String firstDifference(List<GoldenOutput> golden, List<GoldenOutput> actual) {
        for (int i = 0; i < Math.max(golden.size(), actual.size()); i++) {
            GoldenOutput was = i < golden.size() ? golden.get(i) : null;
            GoldenOutput is = i < actual.size() ? actual.get(i) : null;
            if (was == null || is == null || !was.isBeginningOf(is)) {
                return "output " + i + ": expected " + was + ", was " + is;
            }
        }
        return "";
    }

    private boolean isBeginningOf(GoldenOutput later) {
        return sequence == later.sequence && templateId == later.templateId && later.bodyHex.startsWith(bodyHex);
    }
}
