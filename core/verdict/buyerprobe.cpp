// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/buyerprobe.h"

#include <algorithm>
#include <array>

namespace doorbuster {

namespace {
constexpr std::array<QStringView, 1> kinds{u"buyAgain"};
}

QStringView toString(ProbeKind kind)
{
    return kinds[std::size_t(kind)];
}

std::optional<ProbeKind> probeKindFromString(QStringView text)
{
    const auto found = std::ranges::find(kinds, text);
    return found == kinds.end() ? std::nullopt : std::optional(ProbeKind(found - kinds.begin()));
}

} // namespace doorbuster
