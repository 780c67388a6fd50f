// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profile.h"
#include "core/shop/shopsession.h"

#include <QCoro/QCoroTask>

#include <chrono>
#include <functional>
#include <optional>
#include <utility>

namespace doorbuster {

/// The sale that a run is about.
struct SaleInfo {
    QByteArray id;
    bool created = false; ///< by this run; else it existed before
    QByteArray token; ///< the admin's, accepted by the shop or hoped to be; empty without one
    std::optional<qint64> startsAt; ///< Unix time, ms
    std::optional<qint64> endsAt;
    std::optional<qint64> starting; ///< units, as the shop says (existing) or as was asked for (created)
};

struct SaleSetupResult {
    std::optional<SaleInfo> sale;
    QString failure; ///< one or more sentences: the request, the status, what the shop said
    QStringList notes; ///< what was done otherwise than usual, for the log
};

struct AdminToken {
    QByteArray token; ///< empty without one
    QString trouble; ///< why there is none; a sentence for the log
};

/// Signs an admin up and creates the sale of the profile, or finds the existing one. Shops differ in whether the token
/// of a sign-up opens the admin's calls: on a 401 it signs in with the same credentials and tries once more.
class SaleSetup {
public:
    /// `nowMillis` is the wall clock, Unix ms. The session must outlive the task.
    SaleSetup(ShopSession &session, const Profile &profile, qint64 nowMillis);

    /// Waits so long, and says whether there is time for another try then.
    using Wait = std::function<QCoro::Task<bool>(std::chrono::milliseconds)>;
    /// How to wait where the shop says when to come back (Retry-After); without it, that counts as a failure.
    void setWait(Wait wait) { m_wait = std::move(wait); }

    QCoro::Task<SaleSetupResult> run();
    /// For a run that is verified again: only where the profile knows the password, and an email that was not made for
    /// one run.
    QCoro::Task<AdminToken> signInAgain();

    /// With a password that was made up, where the profile has none.
    const AdminSignIn &admin() const { return m_admin; }

private:
    QCoro::Task<SaleSetupResult> create();
    QCoro::Task<SaleSetupResult> useExisting(QByteArray id);
    QCoro::Task<QString> overlapText(); ///< what is in the way of a new sale, and what can be done
    QCoro::Task<SaleSetupResult> existingSale();
    QCoro::Task<QString> authenticate(); ///< fills m_token; returns the failure, empty when it worked
    QCoro::Task<QString> signIn();
    QCoro::Task<ApiResult<SaleCreatedAnswer>> askForSale(NewSale sale);
    template <class T, class Call>
    QCoro::Task<ApiResult<T>> patiently(Call call);

    ShopSession &m_session;
    const Profile &m_profile;
    qint64 m_nowMillis;
    AdminSignIn m_admin;
    QByteArray m_token;
    bool m_signedIn = false;
    Wait m_wait;
    QStringList m_notes;
};

} // namespace doorbuster
