// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/engine/buyerrig.h"

#include <QUrl>

namespace doorbuster {

using namespace Qt::StringLiterals;

BuyerRig::BuyerRig(const ShopScript::Words &words)
    : script(words)
    , series(std::make_shared<SeriesTable>(QList<MetricThresholds>(), SeriesTable::Tags()))
    , metrics(series)
    , api(&shop, {.base = QUrl(u"http://shop.test"_s), .headers = {}, .now = [this] { return clock.now(); }},
          ManualClock::start, this)
{
    settings.jitter = 0;
    settings.logProgress = LogProgress::None;
    settings.probes.buyAgain = 0;
    shop.answer = [this](const FakeShop::Request &request) {
        clock.advance(perRequest);
        return script.answer(request);
    };
    context.reset(new BuyerContext{.settings = settings,
        .totalAmount = 2.5,
        .saleId = "6b02",
        .emails = BuyerEmails(settings.email, {}),
        .api = api,
        .timeline = timeline,
        .runStart = ManualClock::start,
        .metrics = metrics,
        .control = control,
        .random = std::minstd_rand(1),
        .log = [this](quint32 vu, const QString &text) { said << u"%1: %2"_s.arg(vu).arg(text); },
        .probed = [this](BuyerProbe &&probe) { probes.push_back(std::move(probe)); },
        .claimed = [this](OrderClaim &&claim) { claims.push_back(std::move(claim)); },
        .contradicted = [this](SaleContradiction &&one) { contradictions.push_back(one); }});
}

BuyerRig::~BuyerRig() = default;

std::optional<Nanoseconds> BuyerRig::step()
{
    const auto next = timeline.next();
    if (!next)
        return std::nullopt;
    const Nanoseconds wait = *next - clock.now();
    if (wait > Nanoseconds::zero())
        clock.moveTo(*next);
    timeline.runDue();
    settle();
    return wait;
}

void BuyerRig::runUntil(Nanoseconds moment)
{
    settle();
    for (auto next = timeline.next(); next && *next <= at(moment); next = timeline.next())
        step();
    if (clock.now() < at(moment))
        clock.moveTo(at(moment));
}

double BuyerRig::counted(MetricId metric) const
{
    double sum = 0;
    for (const SecondDelta &second : m_delta.seconds)
        sum += second.series[SeriesTable::indexOf(metric)].count;
    return sum;
}

quint64 BuyerRig::samples(MetricId metric) const
{
    quint64 sum = 0;
    for (const SecondDelta &second : m_delta.seconds)
        sum += second.series[SeriesTable::indexOf(metric)].samples;
    return sum;
}

Histogram BuyerRig::trend(MetricId metric) const
{
    Histogram all;
    for (const SecondDelta &second : m_delta.seconds)
        all.merge(second.series[SeriesTable::indexOf(metric)].trend);
    return all;
}

quint64 BuyerRig::outcomes() const
{
    quint64 sum = 0;
    for (const SecondDelta &second : m_delta.seconds) {
        for (const auto &reasons : second.outcomes) {
            for (const quint64 count : reasons)
                sum += count;
        }
    }
    return sum;
}

} // namespace doorbuster
