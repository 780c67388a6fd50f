// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>
#include <QStringView>

namespace doorbuster {

/// The candidate that `word` was most likely meant to be, by edit distance; empty when none is near.
QString nearest(QStringView word, const QStringList &candidates);

/// `; did you mean X?` or nothing, to end an error sentence with.
QString didYouMean(QStringView word, const QStringList &candidates);

} // namespace doorbuster
