// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/description/descriptionreader.h"

namespace doorbuster {

/// The placeholders that every call may use without anybody filling them in: "email", "sale", "uuid", …
const QStringList &standardValues();

/// What makes a description that is well-formed unable to work: rules that never come to their turn, meanings that a
/// call cannot have, names of values that nobody reads, placeholders that nothing fills.
/// `rulesAreWhole`: none was left out as it could not be read.
QList<DescriptionError> checkDescription(const ShopDescription &shop, bool rulesAreWhole = true);

} // namespace doorbuster
