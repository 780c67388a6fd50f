// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string_view>

namespace doorbuster {

/// A column of the tables in a result file: its name and the member it is.
template <class Member>
struct ResultColumn {
    std::string_view name;
    Member member;
};

} // namespace doorbuster
