// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/checktable.h"

#include "core/profile/nearest.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr std::array<QStringView, 3> severities{u"off", u"warn", u"fail"};

constexpr std::array checks{
    CheckInfo{u"V0", u"Every buyer accounted for", CheckSeverity::Fail,
        u"without it a verdict could rest on counts of the run that do not agree"},
    CheckInfo{u"V1", u"No oversell"},
    CheckInfo{u"V2", u"Stock equation"},
    CheckInfo{u"V3", u"No unmet demand", CheckSeverity::Warn},
    CheckInfo{u"V4", u"No leaked hold"},
    CheckInfo{u"V5", u"One order per buyer"},
    CheckInfo{u"V6", u"No lost order"},
    CheckInfo{u"V7", u"No phantom order"},
    CheckInfo{u"V8", u"No foreign order"},
    CheckInfo{u"V9", u"Holds are kept"},
    CheckInfo{u"V10", u"Fair queue", CheckSeverity::Warn},
    CheckInfo{u"V11", u"Sane positions", CheckSeverity::Warn},
    CheckInfo{u"V12", u"Sale window"},
    CheckInfo{u"V13", u"Stock over time"},
    CheckInfo{u"V14", u"Bounded reads"},
    CheckInfo{u"V15", u"Status contract", CheckSeverity::Warn},
    CheckInfo{u"V16", u"Visibility", CheckSeverity::Warn},
    CheckInfo{u"V17", u"Sell-out", CheckSeverity::Warn},
    CheckInfo{
        u"V18", u"Complete reading", CheckSeverity::Fail, u"without it a reading that failed could look like a pass"},
    CheckInfo{u"V19", u"Healthy generator", CheckSeverity::Warn},
    CheckInfo{u"V20", u"Something was tested", CheckSeverity::Fail,
        u"without it a run in which nothing was bought could pass"},
};

} // namespace

QStringView toString(CheckSeverity severity)
{
    return severities[std::size_t(severity)];
}

std::optional<CheckSeverity> checkSeverityFromString(QStringView text)
{
    const auto found = std::ranges::find(severities, text);
    return found == severities.end() ? std::nullopt : std::optional(CheckSeverity(found - severities.begin()));
}

QStringList checkSeverityNames()
{
    QStringList names;
    for (auto severity = severities.rbegin(); severity != severities.rend(); ++severity)
        names += severity->toString();
    return names;
}

std::span<const CheckInfo> checkTable()
{
    return checks;
}

const CheckInfo *checkInfo(QStringView id)
{
    const auto found = std::ranges::find(checks, id, &CheckInfo::id);
    return found == checks.end() ? nullptr : &*found;
}

QStringList checkIds()
{
    QStringList ids;
    for (const CheckInfo &check : checks)
        ids += check.id.toString();
    return ids;
}

CheckSeverity severityOf(const QMap<QString, QString> &given, const CheckInfo &check)
{
    const auto found = given.constFind(check.id.toString());
    if (found == given.cend() || !check.needed.isEmpty())
        return check.severity;
    return checkSeverityFromString(*found).value_or(check.severity);
}

std::optional<QString> checkIdProblem(const QString &id)
{
    if (checkInfo(id))
        return std::nullopt;
    return u"there is no such check: there are %1 to %2"_s.arg(checks.front().id, checks.back().id)
        + didYouMean(id, checkIds());
}

std::optional<QString> severityProblem(const QString &id, const QString &severity)
{
    if (const auto problem = checkIdProblem(id))
        return problem;
    const auto wanted = checkSeverityFromString(severity);
    if (!wanted) {
        const QStringList names = checkSeverityNames();
        return u"“%1” is not one of %2"_s.arg(severity.left(60), names.join(", "_L1)) + didYouMean(severity, names);
    }
    const CheckInfo &check = *checkInfo(id);
    if (!check.needed.isEmpty() && *wanted != check.severity)
        return u"must stay %1: %2"_s.arg(toString(check.severity), check.needed);
    return std::nullopt;
}

} // namespace doorbuster
