// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/buyerstoask.h"

#include <QSet>

namespace doorbuster {

std::vector<BuyerToAsk> buyersToAsk(const Ledger &ledger, const BuyerEmails &emails)
{
    std::vector<BuyerToAsk> buyers;
    QSet<QString> known;
    for (const LedgerEntry &entry : ledger) {
        if (!entry.mayHaveOrdered())
            continue;
        QString email = emails.email(entry.vu, entry.iteration);
        const qsizetype before = known.size();
        known.insert(email);
        if (known.size() != before)
            buyers.push_back({entry.vu, entry.iteration, std::move(email)});
    }
    return buyers;
}

} // namespace doorbuster
