// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

#include <compare>

namespace doorbuster {

/// The order in which people expect names with numbers in them: "buyer-9" before "buyer-10". Digits are compared as
/// numbers of any length, grouping commas within them are passed over ("1,234" after "999"), all else by code unit.
/// Texts that differ are never equal.
std::strong_ordering naturalOrder(QStringView a, QStringView b);

} // namespace doorbuster
