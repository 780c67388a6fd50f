// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/objectids.h"

#include <array>
#include <cstdio>
#include <string_view>

namespace doorbuster {

ObjectIds::ObjectIds(std::uint64_t seed)
    : m_random(seed)
    , m_process(m_random.next() & 0xff'ffff'ffff)
    , m_counter(std::uint32_t(m_random.next()) & 0xff'ffff)
{
}

std::string ObjectIds::next(ShopTime now)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    std::array<char, 32> text;
    std::snprintf(text.data(), text.size(), "%08x%010llx%06x", unsigned(seconds),
        static_cast<unsigned long long>(m_process), unsigned(m_counter));
    m_counter = (m_counter + 1) & 0xff'ffff;
    return text.data();
}

bool ObjectIds::isId(std::string_view text)
{
    return text.size() == 24 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

std::string ObjectIds::token()
{
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    std::string token(32, ' ');
    for (auto &c : token)
        c = alphabet[m_random.next() % alphabet.size()];
    return token;
}

} // namespace doorbuster
