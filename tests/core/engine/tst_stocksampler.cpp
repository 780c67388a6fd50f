// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/stocksampler.h"

#include "tests/core/engine/buyerrig.h"

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

struct Rig {
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
        Rig r;
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
        QTest::addColumn<QByteArray>("quantity");
        for (const char *quantity : {"2.5", "\"many\"", "true", "[]", "1e300"})
            QTest::newRow(quantity) << QByteArray(quantity);
    }

    void keepsWhatIsNoNumber()
    {
        QFETCH(QByteArray, quantity);
        Rig r;
        r.rig.shop.answer = [&](const FakeShop::Request &) { return FakeShop::Answer{.body = saleJson(quantity)}; };
        r.sampler.start(r.session, "6b02");
        r.rig.settle();
        r.sampler.stop();
        QCOMPARE(r.samples.size(), std::size_t(1));
        QVERIFY(!r.samples[0].remaining);
        QVERIFY2(r.samples[0].oddity.contains(u"whole number"_s), qPrintable(r.samples[0].oddity));
    }

    /// It is the answer of something else, or of the shop in trouble; not its word on the stock.
    void isNoSampleWhereTheStockIsNotTold_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("a page") << QByteArray("<html>just a moment</html>");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("cut off") << saleJson("12").chopped(9);
        QTest::newRow("no object") << QByteArray("[12]");
        QTest::newRow("an unknown state") << saleJson("12").replace("ongoing", "paused");
        QTest::newRow("null") << saleJson("null");
    }

    void isNoSampleWhereTheStockIsNotTold()
    {
        QFETCH(QByteArray, body);
        Rig r;
        int asked = 0;
        r.rig.shop.answer = [&](const FakeShop::Request &) {
            ++asked;
            return FakeShop::Answer{.body = body};
        };
        r.sampler.start(r.session, "6b02");
        r.rig.runUntil(2s);
        r.sampler.stop();
        QVERIFY(asked >= 2);
        QVERIFY(r.samples.empty());
    }

    void isNoSampleWithoutAnAnswer()
    {
        Rig r;
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

QTEST_GUILESS_MAIN(TestStockSampler)
#include "tst_stocksampler.moc"
