// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace doorbuster {

/// A finite decimal number, with optional sign and exponent: no spaces, no `inf`, no hexadecimal, no separators.
std::optional<double> numberFromText(QStringView text);

/// The shortest decimal text that numberFromText() reads back to the same value; whole numbers without a fraction.
QString numberToText(double number);

} // namespace doorbuster
