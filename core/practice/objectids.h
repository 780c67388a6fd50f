// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/practice/random.h"
#include "core/practice/shoptime.h"

#include <string>
#include <string_view>

namespace doorbuster {

/// Makes ids in the shape of MongoDB's: 24 hex digits of seconds, a random part and a counter, so that they are unique
/// and sort by age. Also the session tokens.
class ObjectIds final {
public:
    explicit ObjectIds(std::uint64_t seed);

    std::string next(ShopTime now);
    static bool isId(std::string_view text);
    /// 32 letters and digits.
    std::string token();

private:
    Random m_random;
    std::uint64_t m_process;
    std::uint32_t m_counter;
};

} // namespace doorbuster
