package io.ringfence.transport.delivery.telegram;

import io.ringfence.transport.account.SecretSource;
import io.ringfence.transport.delivery.Bounds;
import java.net.URI;

/**
 * The bot.
 *
 * @param token where its token is, as BotFather gave it
 * @param api where the API is: http or https, a host, no path. Other than Telegram's own for those who run a Bot API server
 * @param maxTextCharacters of a message, 64 to 4,096, which is the API's own bound
 */
public record TelegramConfig(SecretSource token, URI api, int maxTextCharacters) {
    private static final URI TELEGRAM = URI.create("https://api.telegram.org");

    /** Validates. */
    public TelegramConfig {
        boolean isBase = ("https".equals(api.getScheme()) || "http".equals(api.getScheme()))
                && api.getHost() != null
                && api.getRawUserInfo() == null
                && api.getRawQuery() == null
                && api.getRawPath().isEmpty();
        if (!isBase) {
            throw Bounds.refusal("telegram.api", api, "https:// and a host, with nothing behind it");
        }
        Bounds.check("telegram.max-text-characters", maxTextCharacters, 64, 4_096);
    }

    /** Telegram's own API, whole messages. */
    public static TelegramConfig defaults(SecretSource token) {
        return new TelegramConfig(token, TELEGRAM, 4_096);
    }
}
