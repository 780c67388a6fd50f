// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/verification.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace doorbuster {

namespace {

constexpr std::array<QStringView, 6> verdicts{u"off", u"no data", u"pass", u"warn", u"inconclusive", u"fail"};

struct HeadlineText {
    QStringView key;
    QStringView text;
};
constexpr std::array<HeadlineText, 6> headlines{{
    {u"pass", u"PASS"},
    {u"overbooking", u"OVERBOOKING DETECTED"},
    {u"underselling", u"UNDERSELLING DETECTED"},
    {u"inconsistent", u"INCONSISTENT ORDERS"},
    {u"rules-broken", u"SALE RULES BROKEN"},
    {u"inconclusive", u"INCONCLUSIVE"},
}};

} // namespace

QStringView toString(CheckVerdict verdict)
{
    return verdicts[std::size_t(verdict)];
}

std::optional<CheckVerdict> checkVerdictFromString(QStringView text)
{
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        if (verdicts[i] == text)
            return CheckVerdict(i);
    }
    return std::nullopt;
}

std::vector<std::size_t> Evidence::shownOrder() const
{
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    if (worst && *worst < order.size())
        std::rotate(order.begin(), order.begin() + std::ptrdiff_t(*worst), order.begin() + std::ptrdiff_t(*worst) + 1);
    return order;
}

QString toString(Headline headline)
{
    return headlines[std::size_t(headline)].text.toString();
}

QStringView keyOf(Headline headline)
{
    return headlines[std::size_t(headline)].key;
}

std::optional<Headline> headlineFromKey(QStringView key)
{
    for (std::size_t i = 0; i < headlines.size(); ++i) {
        if (headlines[i].key == key)
            return Headline(i);
    }
    return std::nullopt;
}

} // namespace doorbuster
