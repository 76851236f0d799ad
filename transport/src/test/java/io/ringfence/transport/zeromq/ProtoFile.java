package io.ringfence.transport.zeromq;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shipped user_events.proto as protobuf's own descriptors: what it says is what the gateway is held against. */
final class ProtoFile {
    private static final Pattern STATEMENT = Pattern.compile("syntax = \"(?<syntax>\\w+)\";"
            + "|package (?<package>[\\w.]+);"
            + "|message (?<message>\\w+) \\{"
            + "|enum (?<enum>\\w+) \\{"
            + "|(?<repeated>repeated )?(?<type>\\w+) (?<field>\\w+) = (?<number>\\d+);"
            + "|(?<constant>\\w+) = (?<constantNumber>\\d+);"
            + "|(?<end>})");
    private static final FileDescriptor FILE = read();

    private ProtoFile() {}

    static Descriptor message(String name) {
        return FILE.findMessageTypeByName(name);
    }

    static FileDescriptor file() {
        return FILE;
    }

    private static FileDescriptor read() {
        try (InputStream in = ProtoFile.class.getResourceAsStream("/proto/user_events.proto")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("//.*", "");
            return FileDescriptor.buildFrom(parse(text), new FileDescriptor[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DescriptorValidationException e) {
            throw new AssertionError(e);
        }
    }

    private static FileDescriptorProto parse(String text) {
        FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder().setName("user_events.proto");
        DescriptorProto.Builder message = null;
        EnumDescriptorProto.Builder constants = null;
        Matcher statement = STATEMENT.matcher(text);
        int end = 0;
        while (statement.find()) {
            // Nothing in the file is passed over.
            assertBlank(text.substring(end, statement.start()));
            end = statement.end();
            if (statement.group("syntax") != null) {
                file.setSyntax(statement.group("syntax"));
            } else if (statement.group("package") != null) {
                file.setPackage(statement.group("package"));
            } else if (statement.group("message") != null) {
                message = DescriptorProto.newBuilder().setName(statement.group("message"));
            } else if (statement.group("enum") != null) {
                constants = EnumDescriptorProto.newBuilder().setName(statement.group("enum"));
            } else if (statement.group("field") != null) {
                message.addField(field(statement));
            } else if (statement.group("constant") != null) {
                constants.addValue(EnumValueDescriptorProto.newBuilder()
                        .setName(statement.group("constant"))
                        .setNumber(Integer.parseInt(statement.group("constantNumber"))));
            } else if (message != null) {
                file.addMessageType(message);
                message = null;
            } else {
                file.addEnumType(constants);
                constants = null;
            }
        }
        assertBlank(text.substring(end));
        return file.build();
    }

    private static void assertBlank(String text) {
        if (!text.isBlank()) {
            throw new AssertionError("user_events.proto has what is not understood: " + text.strip());
        }
    }

    private static FieldDescriptorProto field(Matcher statement) {
        FieldDescriptorProto.Builder field = FieldDescriptorProto.newBuilder()
                .setName(statement.group("field"))
                .setNumber(Integer.parseInt(statement.group("number")))
                .setLabel(
                        statement.group("repeated") == null
                                ? FieldDescriptorProto.Label.LABEL_OPTIONAL
                                : FieldDescriptorProto.Label.LABEL_REPEATED);
        String type = statement.group("type");
        if (Character.isUpperCase(type.charAt(0))) {
            field.setTypeName(".dexorder.events." + type);
        } else {
            field.setType(FieldDescriptorProto.Type.valueOf("TYPE_" + type.toUpperCase(Locale.ROOT)));
        }
        return field.build();
    }
}
