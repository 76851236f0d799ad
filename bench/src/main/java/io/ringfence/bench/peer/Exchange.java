package io.ringfence.bench.peer;

import exchange.core2.core.ExchangeApi;
import exchange.core2.core.ExchangeCore;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.CoreWaitStrategy;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.api.ApiAddUser;
import exchange.core2.core.common.api.ApiAdjustUserBalance;
import exchange.core2.core.common.api.binary.BatchAddSymbolsCommand;
import exchange.core2.core.common.api.reports.StateHashReportQuery;
import exchange.core2.core.common.api.reports.TotalCurrencyBalanceReportQuery;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.config.ExchangeConfiguration;
import exchange.core2.core.common.config.InitialStateConfiguration;
import exchange.core2.core.common.config.PerformanceConfiguration;
import exchange.core2.core.common.config.SerializationConfiguration;
import exchange.core2.core.processors.journaling.DiskSerializationProcessor;
import exchange.core2.core.processors.journaling.DiskSerializationProcessorConfiguration;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ObjLongConsumer;

/** A running exchange-core, set up as its own latency tests are, and asked by whoever checks it. */
final class Exchange implements AutoCloseable {
    private static final int BASE_CURRENCY = 11;
    private static final int QUOTE_CURRENCY = 15;
    /** Of each currency and user: more than an hour at any rate spends. */
    private static final long FUNDS = 1_000_000_000_000_000L;

    private static final long PATIENCE_S = 60;
    private static final String ID = "ringfence";

    private final ExchangeCore core;
    private int lastReport;

    private Exchange(
            PerformanceConfiguration performance,
            InitialStateConfiguration state,
            SerializationConfiguration serialization,
            ObjLongConsumer<OrderCommand> results) {
        ExchangeConfiguration configuration = ExchangeConfiguration.defaultBuilder()
                .performanceCfg(performance)
                .initStateCfg(state)
                .serializationCfg(serialization)
                .build();
        core = ExchangeCore.builder()
                .resultsConsumer(results)
                .exchangeConfiguration(configuration)
                .build();
        core.startup();
    }

    /** A new one without a journal. */
    static Exchange inMemory(PerformanceConfiguration performance, ObjLongConsumer<OrderCommand> results) {
        return new Exchange(
                performance, InitialStateConfiguration.cleanStart(ID), SerializationConfiguration.DEFAULT, results);
    }

    /** A new one with a journal in that directory. */
    static Exchange journaled(
            PerformanceConfiguration performance, Path directory, ObjLongConsumer<OrderCommand> results) {
        return new Exchange(
                performance, InitialStateConfiguration.cleanStartJournaling(ID), onDisk(directory, true), results);
    }

    /** One that stands where the journal of another ends. */
    static Exchange fromJournal(Path directory, CoreWaitStrategy wait) {
        PerformanceConfiguration performance =
                PerformanceConfiguration.baseBuilder().waitStrategy(wait).build();
        return new Exchange(
                performance,
                InitialStateConfiguration.lastKnownStateFromJournal(ID, 0, 0),
                onDisk(directory, false),
                (command, sequence) -> {});
    }

    private static SerializationConfiguration onDisk(Path directory, boolean journals) {
        DiskSerializationProcessorConfiguration usual = DiskSerializationProcessorConfiguration.createDefaultConfig();
        DiskSerializationProcessorConfiguration disk = DiskSerializationProcessorConfiguration.builder()
                .storageFolder(directory.toString())
                .snapshotLz4CompressorFactory(usual.getSnapshotLz4CompressorFactory())
                .journalFileMaxSize(usual.getJournalFileMaxSize())
                .journalBufferSize(usual.getJournalBufferSize())
                .journalBatchCompressThreshold(usual.getJournalBatchCompressThreshold())
                .journalLz4CompressorFactory(usual.getJournalLz4CompressorFactory())
                .build();
        return SerializationConfiguration.builder()
                .enableJournaling(journals)
                .serializationProcessorFactory(exchange -> new DiskSerializationProcessor(exchange, disk))
                .build();
    }

    ExchangeApi api() {
        return core.getApi();
    }

    /** Makes the symbol, the users with their funds, and what rests in the book; returns when that is done. */
    void open() throws InterruptedException, TimeoutException {
        require(api().submitBinaryDataAsync(new BatchAddSymbolsCommand(symbol())));
        for (long user = 1; user <= ExchangeLoad.USERS; user++) {
            api().submitCommand(ApiAddUser.builder().uid(user).build());
            fund(user, BASE_CURRENCY, 1);
            fund(user, QUOTE_CURRENCY, 2);
        }
        ExchangeLoad.prefill(api());
        // Results come in order: when a command that changes nothing else is done, all before it are.
        require(api().submitCommandAsync(
                        ApiAddUser.builder().uid(ExchangeLoad.USERS + 1).build()));
    }

    private void fund(long user, int currency, long transaction) {
        api().submitCommand(ApiAdjustUserBalance.builder()
                .uid(user)
                .currency(currency)
                .amount(FUNDS)
                .transactionId(transaction)
                .build());
    }

    /** The one of its README. */
    private static CoreSymbolSpecification symbol() {
        return CoreSymbolSpecification.builder()
                .symbolId(ExchangeLoad.SYMBOL)
                .type(SymbolType.CURRENCY_EXCHANGE_PAIR)
                .baseCurrency(BASE_CURRENCY)
                .quoteCurrency(QUOTE_CURRENCY)
                .baseScaleK(1_000_000)
                .quoteScaleK(10_000)
                .takerFee(1_900)
                .makerFee(700)
                .build();
    }

    private static void require(CompletableFuture<CommandResultCode> command)
            throws InterruptedException, TimeoutException {
        CommandResultCode result = await(command);
        if (result != CommandResultCode.SUCCESS) {
            throw new IllegalStateException("exchange-core does not take its set-up: " + result);
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws InterruptedException, TimeoutException {
        try {
            return future.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("exchange-core failed: " + e.getCause(), e);
        }
    }

    /** Whether all accounts, resting orders and fees sum to what was paid in. */
    boolean isBalanced() throws InterruptedException, TimeoutException {
        return await(api().processReport(new TotalCurrencyBalanceReportQuery(), ++lastReport))
                .isGlobalBalancesAllZero();
    }

    /** Over users, books and symbols. */
    int stateHash() throws InterruptedException, TimeoutException {
        return await(api().processReport(new StateHashReportQuery(), ++lastReport))
                .getStateHash();
    }

    @Override
    public void close() {
        core.shutdown(PATIENCE_S, TimeUnit.SECONDS);
    }
}
