// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace doorbuster {

/// Compares a whole text with a file of tests' data. Empty where they are equal, else a sentence with the first line
/// that differs; then the text is left beside the test program as NAME.actual.
QString differenceFrom(const QString &goldenFile, const QByteArray &actual);

} // namespace doorbuster
