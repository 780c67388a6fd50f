// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/text/jsonfields.h"
#include "core/text/jsonwriter.h"
#include "core/verdict/books/bookreadings.h"

#include <optional>

namespace doorbuster {

/// The books of an existing sale before the load, in a result file since version 4: an object, or null where there is
/// none.
void writeBaseline(JsonWriter &json, std::string_view key, const std::optional<SaleBaseline> &baseline);
void readBaseline(JsonFields &root, std::string_view key, std::optional<SaleBaseline> &baseline);

} // namespace doorbuster
