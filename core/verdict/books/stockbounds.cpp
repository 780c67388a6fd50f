// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/stockbounds.h"

#include <algorithm>

namespace doorbuster {

qint64 StockBounds::least(qint64 sent, qint64 answered) const
{
    const auto countUntil = [](const std::vector<qint64> &moments, qint64 until) {
        return qint64(std::upper_bound(moments.begin(), moments.end(), until) - moments.begin());
    };
    return m_starting - countUntil(m_queue.confirmsSent(), answered) - countUntil(m_probeConfirms, answered)
        + countUntil(m_queue.confirmsRefused(), sent);
}

qint64 StockBounds::most(qint64 sent) const
{
    const auto &answers = m_queue.confirmsAcknowledged();
    return m_starting - (std::lower_bound(answers.begin(), answers.end(), sent) - answers.begin());
}

std::optional<qint64> StockBounds::age(qint64 stock, qint64 sent) const
{
    const auto &answers = m_queue.confirmsAcknowledged();
    const qint64 allowed = m_starting - stock; // so many confirms may have been answered at that time
    if (allowed < 0 || allowed >= qint64(answers.size()))
        return std::nullopt;
    return sent - answers[std::size_t(allowed)];
}

} // namespace doorbuster
