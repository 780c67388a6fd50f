// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/ledger/ledger.h"

#include <vector>

namespace doorbuster {

/// A buyer whose orders are to be read.
struct BuyerToAsk {
    quint32 vu = 0;
    quint32 iteration = 0;
    QString email;
};

/// Every email whose journeys may have ordered (sent a buy), once, under its first such journey and in the ledger's
/// order. Split the list over the workers as it pleases: no two entries ask for the same email.
std::vector<BuyerToAsk> buyersToAsk(const Ledger &ledger, const BuyerEmails &emails);

} // namespace doorbuster
