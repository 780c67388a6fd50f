// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/ledger/calltrace.h"
#include "core/verdict/ledger/ledger.h"

#include <QByteArray>
#include <QStringView>

#include <optional>
#include <span>
#include <vector>

namespace doorbuster {

/// What a sampled buyer tries beyond its journey, to test a promise that well-behaved buyers never test.
enum class ProbeKind : quint8 {
    BuyAgain, ///< after its order, once more
};

QStringView toString(ProbeKind kind); ///< "buyAgain"
std::optional<ProbeKind> probeKindFromString(QStringView text);

/// One such try, with its calls. Kept apart from the ledger, so that no figure of the buyers counts it.
struct BuyerProbe {
    ProbeKind kind = ProbeKind::BuyAgain;
    quint32 vu = 0; ///< with `iteration`: the journey that it came after
    quint32 iteration = 0;
    ConfirmState confirmState = ConfirmState::NeverSent; ///< of the try's own confirm
    QByteArray orderId; ///< of the second order, as the shop told it; empty where it gave none
    CallTrace calls;

    friend bool operator==(const BuyerProbe &, const BuyerProbe &) = default;
};

/// When these sent confirms, ascending; ns since the run's start. Each may have taken a unit.
std::vector<qint64> confirmsSent(std::span<const BuyerProbe> probes);

} // namespace doorbuster
