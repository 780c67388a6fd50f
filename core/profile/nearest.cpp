// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/nearest.h"

#include <algorithm>
#include <numeric>
#include <vector>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`, case ignored.
qsizetype editDistance(QStringView a, QStringView b)
{
    using Distances = std::vector<qsizetype>;
    const auto width = static_cast<std::size_t>(b.size()) + 1;
    Distances beforeLast(width);
    Distances last(width);
    Distances current(width);
    std::iota(last.begin(), last.end(), 0);
    const auto same = [&](std::size_t i, std::size_t j) {
        return a[qsizetype(i)].toCaseFolded() == b[qsizetype(j)].toCaseFolded();
    };
    for (std::size_t i = 1; i <= static_cast<std::size_t>(a.size()); ++i) {
        current[0] = qsizetype(i);
        for (std::size_t j = 1; j < width; ++j) {
            const qsizetype replaced = last[j - 1] + (same(i - 1, j - 1) ? 0 : 1);
            current[j] = std::min({last[j] + 1, current[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && same(i - 1, j - 2) && same(i - 2, j - 1))
                current[j] = std::min(current[j], beforeLast[j - 2] + 1);
        }
        std::swap(beforeLast, last);
        std::swap(last, current);
    }
    return last.back();
}

} // namespace

QString nearest(QStringView word, const QStringList &candidates)
{
    // Longer words than any name of ours are not worth the quadratic comparison.
    if (word.size() > 100)
        return {};
    QString best;
    qsizetype bestDistance = std::max<qsizetype>(1, word.size() / 3) + 1;
    for (const QString &candidate : candidates) {
        const qsizetype distance = editDistance(word, candidate);
        if (distance < bestDistance) {
            bestDistance = distance;
            best = candidate;
        }
    }
    return best;
}

QString didYouMean(QStringView word, const QStringList &candidates)
{
    const QString guess = nearest(word, candidates);
    return guess.isEmpty() ? QString() : u"; did you mean %1?"_s.arg(guess);
}

} // namespace doorbuster
