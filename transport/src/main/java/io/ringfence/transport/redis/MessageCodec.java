package io.ringfence.transport.redis;

import io.lettuce.core.codec.RedisCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Channels as text, messages as bytes up to a bound. May be shared by threads. */
final class MessageCodec implements RedisCodec<String, byte[]> {
    /** In place of a message over the bound, told by identity. */
    static final byte[] TOO_LONG = new byte[0];

    private final int maxMessageBytes;

    MessageCodec(int maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    @Override
    public String decodeKey(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    @Override
    public byte[] decodeValue(ByteBuffer bytes) {
        if (bytes.remaining() > maxMessageBytes) {
            bytes.position(bytes.limit());
            return TOO_LONG;
        }
        byte[] message = new byte[bytes.remaining()];
        bytes.get(message);
        return message;
    }

    @Override
    public ByteBuffer encodeKey(String key) {
        return StandardCharsets.UTF_8.encode(key);
    }

    @Override
    public ByteBuffer encodeValue(byte[] value) {
        return ByteBuffer.wrap(value);
    }
}
