// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/practice/objectids.h"
#include "core/practice/shoptime.h"
#include "core/practice/stringhash.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace doorbuster {

/// The shop's users and session tokens, in memory. Like the real backend, it hands out a token at sign-up that its
/// admin guard does not know: only a token from sign-in is an admin's.
class Accounts final {
public:
    struct User {
        std::string id;
        std::string name;
        std::string email;
        std::string password;
        ShopTime createdAt;
    };
    struct Session {
        std::string token;
        const User *user = nullptr;
    };

    /// `ids` must outlive this. Emails come normalised.
    explicit Accounts(ObjectIds &ids);

    /// Nothing where the email is taken.
    std::optional<Session> signUp(
        std::string_view name, std::string_view email, std::string_view password, ShopTime now);
    /// Nothing where the email is unknown or the password is another.
    std::optional<Session> signIn(std::string_view email, std::string_view password);
    bool isAdmin(std::string_view token) const;

private:
    ObjectIds &m_ids;
    StringMap<User> m_users;
    std::unordered_set<std::string, StringHash, std::equal_to<>> m_adminTokens;
};

} // namespace doorbuster
