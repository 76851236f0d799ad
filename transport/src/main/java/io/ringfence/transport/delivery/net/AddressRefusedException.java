package io.ringfence.transport.delivery.net;

import java.io.IOException;

/** An address that is not called, and why; the address itself is not in the message, since it may be a secret. */
public final class AddressRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    AddressRefusedException(String reason) {
        super(reason);
    }
}
