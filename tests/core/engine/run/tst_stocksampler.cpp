// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/stocksampler.h"

#include "tests/core/engine/buyerrig.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray saleJson(const QByteArray &stock)
{
    return R"({"item":{"_id":"6b02","startingQuantity":9,"currentQuantity":)" + stock
        + R"(},"meta":{"status":"ongoing","soldOut":false}})";
}

struct SamplerRig {
    BuyerRig rig{{}};
    ShopSession session{rig.api, 1, RunGroup::Monitor};
    std::vector<StockSample> samples;
    StockSampler sampler{rig.timeline, ManualClock::start,
        [this](const StockSample &sample) { samples.push_back(sample); }, [](const ClockSample &) {}};
};

} // namespace

class TestStockSampler : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void samplesOnceASecond()
    {
        SamplerRig r;
        int stock = 9;
        r.rig.shop.answer = [&](const FakeShop::Request &) {
            r.rig.clock.advance(3ms);
            return FakeShop::Answer{.body = saleJson(QByteArray::number(stock--))};
        };
        r.sampler.start(r.session, "6b02");
        r.rig.runUntil(3500ms);
        r.sampler.stop();
        QCOMPARE(r.samples.size(), std::size_t(4));
        QCOMPARE(r.samples[0].remaining, 9);
        QCOMPARE(r.samples[3].remaining, 6);
        QCOMPARE(r.samples[1].sent, qint64(1'000'000'000));
        QCOMPARE(r.samples[1].answered, qint64(1'003'000'000));
    }

    void keepsWhatIsNoNumber_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("half a unit") << saleJson("2.5");
        QTest::newRow("text") << saleJson(R"("many")");
        QTest::newRow("true") << saleJson("true");
        QTest::newRow("a list") << saleJson("[9]");
        QTest::newRow("beyond counting") << saleJson("1e300");
        QTest::newRow("flat") << "{\"status\":\"ongoing\",\"soldOut\":false,\"currentQuantity\":2.5}"_ba;
    }
    void keepsWhatIsNoNumber()
    {
        QFETCH(QByteArray, body);
        SamplerRig r;
        r.rig.shop.answer = [&body](const FakeShop::Request &) { return FakeShop::Answer{.body = body}; };
        r.sampler.start(r.session, "6b02");
        r.rig.settle();
        r.sampler.stop();
        QCOMPARE(r.samples.size(), std::size_t(1));
        QVERIFY(!r.samples[0].remaining);
        QVERIFY2(r.samples[0].oddity.contains(u"whole number"_s), qPrintable(r.samples[0].oddity));
    }

    void readsANumberInQuotes()
    {
        SamplerRig r;
        r.rig.shop.answer = [](const FakeShop::Request &) { return FakeShop::Answer{.body = saleJson(R"("9")")}; };
        r.sampler.start(r.session, "6b02");
        r.rig.settle();
        r.sampler.stop();
        QCOMPARE(r.samples.size(), std::size_t(1));
        QCOMPARE(r.samples[0].remaining, std::optional<qint64>(9));
    }

    void isNoSampleWhereNoStockIsTold_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("a page") << 200 << "<!DOCTYPE html><html>one moment, please</html>"_ba;
        QTest::newRow("nothing, 204") << 204 << ""_ba;
        QTest::newRow("nothing, 200") << 200 << ""_ba;
        QTest::newRow("cut off") << 200 << saleJson("9").left(70);
        QTest::newRow("cut off in the stock") << 200 << saleJson("2.5").left(saleJson("2.5").indexOf("2.5") + 2);
        QTest::newRow("other JSON") << 200 << "[]"_ba;
        QTest::newRow("another's status") << 200 << R"({"status":"ok"})"_ba;
        QTest::newRow("an unknown status") << 200 << saleJson("9").replace("ongoing", "paused");
        QTest::newRow("an unknown status, and no number") << 200 << saleJson("2.5").replace("ongoing", "paused");
        QTest::newRow("no status") << 200 << saleJson("9").replace("status", "state");
        QTest::newRow("another start") << 200
                                       << saleJson("9").replace(R"("startingQuantity":9)", R"("startingQuantity":"x")");
        QTest::newRow("no stock") << 200 << saleJson("null");
    }
    /// What stands in front of a shop answered, or the shop said something else: as little a reading as no answer.
    void isNoSampleWhereNoStockIsTold()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        SamplerRig r;
        int asked = 0;
        r.rig.shop.answer = [&](const FakeShop::Request &) {
            return ++asked == 2 ? FakeShop::Answer{.status = status, .body = body}
                                : FakeShop::Answer{.body = saleJson("9")};
        };
        r.sampler.start(r.session, "6b02");
        r.rig.runUntil(2500ms);
        r.sampler.stop();
        QCOMPARE(asked, 3);
        QCOMPARE(r.samples.size(), std::size_t(2));
        for (const StockSample &sample : r.samples)
            QCOMPARE(sample.remaining, 9);
    }

    void isNoSampleWithoutAnAnswer()
    {
        SamplerRig r;
        int asked = 0;
        r.rig.shop.answer = [&](const FakeShop::Request &) {
            return ++asked % 2 ? FakeShop::Answer{.broken = true} : FakeShop::Answer{.status = 503};
        };
        r.sampler.start(r.session, "6b02");
        r.rig.runUntil(4s);
        r.sampler.stop();
        QVERIFY(asked >= 4);
        QVERIFY(r.samples.empty());
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestStockSampler)
#include "tst_stocksampler.moc"
