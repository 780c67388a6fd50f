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

    void keepsWhatIsNoNumber()
    {
        Rig r;
        r.rig.shop.answer = [](const FakeShop::Request &) { return FakeShop::Answer{.body = saleJson("2.5")}; };
        r.sampler.start(r.session, "6b02");
        r.rig.settle();
        r.sampler.stop();
        QCOMPARE(r.samples.size(), std::size_t(1));
        QVERIFY(!r.samples[0].remaining);
        QVERIFY2(r.samples[0].oddity.contains(u"whole number"_s), qPrintable(r.samples[0].oddity));
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
