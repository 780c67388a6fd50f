// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/runconfig.h"

#include "core/profile/fieldtable.h"
#include "core/profile/headers.h"
#include "core/result/runresult.h"

#include <QProcessEnvironment>

#include <algorithm>

namespace doorbuster {

bool RunConfig::wantsSamples() const
{
    return std::ranges::any_of(journals, [](const auto &journal) { return journal->wantsSamples(); });
}

VerificationConfig verificationConfig(const RunResult &result, const QProcessEnvironment &environment)
{
    ExpandedHeaders headers = expandHeaders(result.profile.target.headers, environment);
    VerificationConfig made{.config = {}, .errors = std::move(headers.errors)};
    made.config.profile = result.profile;
    made.config.profile.target.apiBase = result.apiBase;
    made.config.profile.sale.adminPassword = environment.value(fieldAt(u"sale.admin.password")->environment);
    made.config.profile.target.clientKeyPassword = environment.value(fieldAt(u"target.clientKeyPassword")->environment);
    made.config.headers = std::move(headers.headers);
    return made;
}

} // namespace doorbuster
