// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/ledger/shopobservations.h"

#include <algorithm>
#include <array>

namespace doorbuster {

namespace {
constexpr std::array<QStringView, 2> contradictionKinds{u"soldOutWithStock", u"endedAndOn"};
}

qint64 earliestMomentOf(qint64 sent, std::optional<qint64> age)
{
    constexpr qint64 nsPerMs = 1'000'000;
    return age ? sent - (*age + 1'000) * nsPerMs : sent;
}

QStringView toString(SaleContradiction::Kind kind)
{
    return contradictionKinds[std::size_t(kind)];
}

std::optional<SaleContradiction::Kind> contradictionKindFromString(QStringView text)
{
    const auto found = std::ranges::find(contradictionKinds, text);
    return found == contradictionKinds.end()
        ? std::nullopt
        : std::optional(SaleContradiction::Kind(found - contradictionKinds.begin()));
}

} // namespace doorbuster
