// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/ledger/buyerprobe.h"

#include <algorithm>
#include <array>

namespace doorbuster {

namespace {
constexpr std::array<QStringView, 1> probeKinds{u"buyAgain"};
}

QStringView toString(ProbeKind kind)
{
    return probeKinds[std::size_t(kind)];
}

std::optional<ProbeKind> probeKindFromString(QStringView text)
{
    const auto found = std::ranges::find(probeKinds, text);
    return found == probeKinds.end() ? std::nullopt : std::optional(ProbeKind(found - probeKinds.begin()));
}

std::vector<qint64> confirmsSent(std::span<const BuyerProbe> probes)
{
    std::vector<qint64> sent;
    for (const BuyerProbe &probe : probes) {
        for (const BuyerCall &call : probe.calls.calls()) {
            if (call.kind == CallKind::Confirm)
                sent.push_back(call.sent);
        }
    }
    std::ranges::sort(sent);
    return sent;
}

} // namespace doorbuster
