// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/accounts.h"

namespace doorbuster {

Accounts::Accounts(ObjectIds &ids)
    : m_ids(ids)
{
}

std::optional<Accounts::Session> Accounts::signUp(
    std::string_view name, std::string_view email, std::string_view password, ShopTime now)
{
    const auto [entry, added] = m_users.try_emplace(std::string(email));
    if (!added)
        return {};
    entry->second = {m_ids.next(now), std::string(name), entry->first, std::string(password), now};
    return Session{m_ids.token(), &entry->second};
}

std::optional<Accounts::Session> Accounts::signIn(std::string_view email, std::string_view password)
{
    const auto user = m_users.find(email);
    if (user == m_users.end() || user->second.password != password)
        return {};
    return Session{*m_adminTokens.insert(m_ids.token()).first, &user->second};
}

bool Accounts::isAdmin(std::string_view token) const
{
    return m_adminTokens.contains(token);
}

} // namespace doorbuster
