// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/k6/k6lineformat.h"
#include "core/result/resultfile.h"
#include "core/text/gzip.h"

#include <QTest>

#include <random>

using namespace doorbuster;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int batch = 10'000; ///< requests that one iteration formats; divide by it
constexpr int entries = 100'000; ///< of the ledger that is saved and loaded

/// Requests as a load makes them: parts with all digits, mostly polling.
std::vector<Sample> requests(bool failing)
{
    std::mt19937_64 random(3);
    std::lognormal_distribution<double> spread(14, 1);
    const auto part = [&] { return std::chrono::nanoseconds(qint64(spread(random))); };
    std::vector<Sample> samples;
    for (int i = 0; i < batch; ++i) {
        RequestSample sample;
        RequestRecord &record = sample.record;
        record.name = random() % 10 < 7 ? RequestName::Position : RequestName::Buy;
        record.status = 200;
        record.ended = 10s + 25us * i + part() % 1us;
        record.blocked = part();
        record.connecting = 0ns;
        record.tlsHandshaking = 0ns;
        record.sending = part();
        record.waiting = part();
        record.receiving = part();
        record.duration = record.sending + record.waiting + record.receiving;
        if (failing) {
            record.status = 503;
            record.expected = false;
            record.errorCode = 1503;
            sample.errorText = u"queue unavailable, try again later"_s;
        }
        samples.emplace_back(sample);
    }
    return samples;
}

RunResult largeResult()
{
    std::mt19937_64 random(4);
    RunResult result;
    result.startedAt = QDateTime::fromMSecsSinceEpoch(1'795'345'317'419);
    qint64 at = 0;
    const auto next = [&] { return at += qint64(random() % 1'000'000'000); };
    for (quint32 i = 0; i < entries; ++i) {
        LedgerEntry entry;
        at = qint64(i) * 3'900'000;
        entry.vu = i % 5000 + 1;
        entry.iteration = i / 5000;
        entry.started = next();
        entry.firstBuySent = next();
        entry.lastNotReady = next();
        entry.firstReady = next();
        entry.firstConfirmSent = next();
        entry.confirmed = next();
        entry.ended = next();
        entry.firstPosition = qint32(i % 1000);
        entry.buys = 1;
        entry.confirms = 1;
        entry.confirmState = ConfirmState::Confirmed;
        entry.outcome = Outcome::Success;
        entry.orderId = "6b02d566c65af5800" + QByteArray::number(1'000'000 + i);
        result.ledger.push_back(entry);
    }
    return result;
}

} // namespace

class BenchReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Nine lines a request; no more than 3 µs a request is the budget of the writing thread.
    void k6Lines_data()
    {
        QTest::addColumn<bool>("failing");
        QTest::newRow("answered") << false;
        QTest::newRow("with an error text") << true;
    }

    void k6Lines()
    {
        QFETCH(bool, failing);
        const std::vector<Sample> samples = requests(failing);
        K6LineFormatter formatter({});
        formatter.setRunStart(1'795'345'317'419'000'000);
        std::string text;
        QBENCHMARK
        {
            text.clear();
            for (const Sample &sample : samples) {
                formatter.append(sample, text);
            }
        }
        qInfo("%zu bytes a request", text.size() / batch);
    }

    void compressedK6Lines()
    {
        K6LineFormatter formatter({});
        std::string text;
        for (const Sample &sample : requests(false)) {
            formatter.append(sample, text);
        }
        GzipCompressor compressor(2);
        std::string zipped;
        QBENCHMARK
        {
            zipped.clear();
            compressor.compress(text, zipped);
        }
        qInfo("%zu bytes a request, of %zu", zipped.size() / batch, text.size() / batch);
    }

    void resultText()
    {
        const RunResult result = largeResult();
        QByteArray json;
        QBENCHMARK
        {
            json = resultToJson(result);
        }
        qInfo("%lld bytes", qlonglong(json.size()));
    }

    void resultLoaded()
    {
        const QByteArray json = resultToJson(largeResult());
        std::size_t loaded = 0;
        QBENCHMARK
        {
            loaded = resultFromJson(json, u"result"_s).result->ledger.size();
        }
        QCOMPARE(loaded, std::size_t(entries));
    }
};

QTEST_GUILESS_MAIN(BenchReport)
#include "bench_report.moc"
