// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/buyer/journey.h"
#include "tests/bench/sampleanswers.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

#include <cstring>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

/// Finished from the event loop, with a body that is known beforehand.
class CannedReply final : public QNetworkReply {
public:
    CannedReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request, QByteArray body)
        : m_body(std::move(body))
    {
        setOperation(operation);
        setRequest(request);
        setUrl(request.url());
        setAttribute(QNetworkRequest::HttpStatusCodeAttribute, 200);
        QNetworkReply::open(ReadOnly | Unbuffered);
        QMetaObject::invokeMethod(
            this,
            [this] {
                setFinished(true);
                Q_EMIT finished();
            },
            Qt::QueuedConnection);
    }

    void abort() override { }
    qint64 bytesAvailable() const override { return m_body.size() - m_read + QNetworkReply::bytesAvailable(); }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qint64 count = std::min(maxSize, m_body.size() - m_read);
        std::memcpy(data, m_body.constData() + m_read, std::size_t(count));
        m_read += count;
        return count;
    }

private:
    QByteArray m_body;
    qint64 m_read = 0;
};

/// A network without a network: what it costs is what the benchmark cannot see away.
class CannedShop final : public QNetworkAccessManager {
protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *) override
    {
        const QString path = request.url().path();
        const QByteArray &body = path.endsWith(u"/sale"_s) ? sampleanswers::sale
            : path.endsWith(u"/buy"_s)                     ? sampleanswers::buy
            : path.endsWith(u"/position"_s)                ? sampleanswers::held
                                                           : sampleanswers::confirm;
        return new CannedReply(operation, request, body);
    }
};

class Recording final : public ExchangeObserver {
public:
    explicit Recording(MetricRecorder &recorder)
        : m_recorder(recorder)
    {
    }
    void exchangeEnded(const RequestRecord &record, const QString &errorText) override
    {
        m_recorder.request(record, errorText);
    }

private:
    MetricRecorder &m_recorder;
};

} // namespace

/// A buyer's way through the shop without the network: the coroutines, the requests' making, the reading of answers and
/// the metrics. A journey is four requests: sale, buy, position, confirm.
class BenchJourney : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void requestAlone();
    void journeyOfFourRequests();
};

/// The part of the figures below that is the test's own: Qt's request and reply.
void BenchJourney::requestAlone()
{
    CannedShop shop;
    const QNetworkRequest request(QUrl(u"http://shop.test/flash-sales/public/sale?flashSaleId=6b02"_s));
    int finished = 0;
    QBENCHMARK
    {
        QNetworkReply *reply = shop.get(request);
        connect(reply, &QNetworkReply::finished, reply, [&finished, reply] {
            ++finished;
            reply->deleteLater();
        });
        QCoreApplication::processEvents();
    }
    QVERIFY(finished > 0);
}

void BenchJourney::journeyOfFourRequests()
{
    CannedShop shop;
    SteadyClock clock;
    Timeline timeline(clock);
    MetricRecorder metrics(std::make_shared<const SeriesTable>(Profile()));
    Recording recording(metrics);
    ShopApi api(&shop, {.base = QUrl(u"http://shop.test"_s), .headers = {}}, clock.now(), &recording);
    BuyerSettings settings;
    settings.logProgress = LogProgress::None;
    RunControl control;
    BuyerContext context{.settings = settings,
        .saleId = "6b02d566c65af58000000001",
        .emails = BuyerEmails(settings.email, {}),
        .api = api,
        .timeline = timeline,
        .runStart = clock.now(),
        .metrics = metrics,
        .control = control,
        .random = std::minstd_rand(1),
        .log = [](quint32, const QString &) {}};
    ShopSession session(api, 1, RunGroup::Load);
    Sleeper sleeper(timeline);
    IntendedStartTracker intendedStarts;
    quint32 iteration = 0;
    int successes = 0, journeys = 0;
    QBENCHMARK
    {
        Journey journey(context, session, sleeper, intendedStarts, 1, iteration++);
        auto task = journey.run();
        while (!task.isReady())
            QCoreApplication::processEvents();
        ++journeys;
        const auto delta = metrics.take();
        for (const SecondDelta &second : delta.seconds)
            successes += int(second.outcomes[std::size_t(Outcome::Success)][0]);
    }
    QCOMPARE(successes, journeys);
}

QTEST_GUILESS_MAIN(BenchJourney)
#include "bench_journey.moc"
