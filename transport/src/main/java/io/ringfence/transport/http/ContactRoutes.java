package io.ringfence.transport.http;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.account.Identity;
import io.ringfence.transport.command.Answer;
import io.ringfence.transport.command.JsonFields;
import io.ringfence.transport.command.RefusalCode;
import io.ringfence.transport.command.RefusedException;
import io.ringfence.transport.edge.HttpAsk;
import io.ringfence.transport.edge.HttpReply;
import io.ringfence.transport.json.JsonText;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** The contacts of whoever asks, over HTTP. */
final class ContactRoutes {
    private static final String PATH = "/contacts";
    private static final String ONE = PATH + "/";
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final long NS_PER_MS = 1_000_000;
    private static final String TEXT = "a string";
    private static final List<DeliveryChannel> CHANNELS = List.of(
            DeliveryChannel.WEB,
            DeliveryChannel.TELEGRAM,
            DeliveryChannel.EMAIL,
            DeliveryChannel.PUSH,
            DeliveryChannel.WEBHOOK);

    private final ContactPort contacts;

    ContactRoutes(ContactPort contacts) {
        this.contacts = contacts;
    }

    /** Whether a path is for it. */
    static boolean isOne(String path) {
        return path.equals(PATH) || path.startsWith(ONE);
    }

    /** What may be done with a path. */
    static List<String> methods(String path) {
        return path.equals(PATH) ? List.of("GET", "POST") : List.of("DELETE");
    }

    void answer(Identity identity, HttpAsk ask, Executor loop, Consumer<HttpReply> reply) {
        switch (ask.method()) {
            case "GET" -> reply.accept(list(identity));
            case "POST" -> add(identity, ask, loop, reply);
            default -> remove(identity, ask.path().substring(ONE.length()), loop, reply);
        }
    }

    private HttpReply list(Identity identity) {
        JsonText json = new JsonText().object().text("type", "contacts").array("contacts");
        for (ContactPort.Entry entry : contacts.list(identity.accountId())) {
            write(json.object(), entry).endObject();
        }
        return HttpReply.json(OK, json.endArray().endObject().toString());
    }

    private static JsonText write(JsonText json, ContactPort.Entry entry) {
        return json.text("contact_id", entry.id())
                .word("channel", entry.channel())
                .text("address", entry.address())
                .time("added_at", entry.addedMs() * NS_PER_MS);
    }

    private void add(Identity identity, HttpAsk ask, Executor loop, Consumer<HttpReply> reply) {
        DeliveryChannel channel;
        String address;
        String secret;
        try {
            JsonFields fields = JsonFields.parse(ask.body());
            channel = fields.choice("channel", CHANNELS, null);
            address = fields.text("address", TEXT);
            secret = fields.has("secret") ? fields.text("secret", TEXT) : "";
        } catch (RefusedException refused) {
            reply.accept(HttpApi.reply(refused.refusal().withoutValue()));
            return;
        }
        after(contacts.add(identity.accountId(), channel, address, secret), loop, reply, added -> {
            JsonText json = write(new JsonText().object().text("type", "contact_kept"), added.entry());
            if (!added.newSecret().isEmpty()) {
                json.text("secret", added.newSecret());
            }
            return HttpReply.json(CREATED, json.endObject().toString());
        });
    }

    private void remove(Identity identity, String id, Executor loop, Consumer<HttpReply> reply) {
        after(
                contacts.remove(identity.accountId(), id),
                loop,
                reply,
                done -> HttpReply.json(
                        OK,
                        new JsonText()
                                .object()
                                .text("type", "contact_removed")
                                .text("contact_id", id)
                                .endObject()
                                .toString()));
    }

    /** What the port has done, back on the loop. */
    private static <T> void after(
            CompletionStage<T> stage, Executor loop, Consumer<HttpReply> reply, Function<T, HttpReply> then) {
        stage.whenCompleteAsync(
                (result, failure) ->
                        reply.accept(failure == null ? then.apply(result) : HttpApi.reply(refusal(failure))),
                loop);
    }

    private static Answer.Refusal refusal(Throwable failure) {
        boolean isWrapped = failure instanceof CompletionException && failure.getCause() != null;
        Throwable cause = isWrapped ? failure.getCause() : failure;
        if (!(cause instanceof ContactPort.ContactRefused refused)) {
            return Answer.Refusal.of(RefusalCode.INTERNAL, "the request failed for a reason of the host's own");
        }
        return switch (refused.fault()) {
            case INVALID_FIELD -> Answer.Refusal.of(RefusalCode.INVALID_FIELD, refused.getMessage());
            case UNKNOWN -> Answer.Refusal.of(RefusalCode.NOT_FOUND, refused.getMessage());
            case TOO_MANY ->
                new Answer.Refusal(
                        RefusalCode.REFUSED,
                        refused.getMessage(),
                        refused.fault().name().toLowerCase(Locale.ROOT),
                        0);
        };
    }
}
