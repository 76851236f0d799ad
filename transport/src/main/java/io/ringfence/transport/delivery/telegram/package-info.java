/**
 * Telegram: events as messages of a bot, by its HTTP API (Bot API 7.0 or later, method {@code sendMessage}).
 *
 * <p>A person's address is the id of the chat with the bot, which the person has to begin. What the API's own answers mean is in
 * {@link io.ringfence.transport.delivery.telegram.TelegramCourier}. A bot may send some 30 messages a second, and one a second to a
 * chat; one that sends more is told to wait (429), and then waits as a whole.
 *
 * <p>The bot's token is a part of every address that is called, so no address is ever in a log or an exception of this package.
 */
package io.ringfence.transport.delivery.telegram;
