// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/validation.h"

#include "core/profile/checktable.h"
#include "core/profile/executor.h"
#include "core/profile/fieldtable.h"
#include "core/profile/headers.h"
#include "core/profile/nearest.h"
#include "core/profile/profileio.h"
#include "core/text/duration.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr std::chrono::hours kLongestPlan{24 * 30};

class Validator final {
public:
    Validator(const Profile &profile, const MetricTypeLookup &metrics)
        : m_profile(profile)
        , m_metrics(metrics)
    {
    }

    QList<ProfileError> run()
    {
        for (const Field &field : fieldTable()) {
            if (field.isScalar()) {
                if (const auto problem = field.check(field.value(m_profile)))
                    fail(field.path, problem->message);
            }
            checkJoined(field.path);
        }
        return std::move(m_errors);
    }

private:
    void fail(const QString &path, const QString &message) { m_errors.append({path, message}); }

    void checkJoined(QStringView path)
    {
        if (path == u"target.apiBase")
            checkApiBase();
        else if (path == u"target.caFile")
            checkFile(path, m_profile.target.caFile);
        else if (path == u"target.clientCert")
            checkFile(path, m_profile.target.clientCert);
        else if (path == u"target.clientKey")
            checkClientKey();
        else if (path == u"target.headers")
            checkHeaders();
        else if (path == u"sale.id")
            checkSaleId();
        else if (path == u"sale.admin.email")
            checkAdmin();
        else if (path == u"load.stages")
            checkPlan();
        else if (path == u"buyer.email")
            checkBuyerEmail();
        else if (path == u"verification.severity")
            checkSeverities();
        else if (path == u"thresholds")
            checkThresholds();
        else if (path == u"outputs")
            checkOutputs();
        else if (path == u"tags")
            checkTags();
    }

    // No message repeats the address: it may hold a password.
    void checkApiBase()
    {
        const QString path = u"target.apiBase"_s;
        const QUrl url(m_profile.target.apiBase, QUrl::StrictMode);
        if (!url.isValid())
            return fail(path, u"is not an address such as http://localhost:4000"_s);
        if (url.scheme() != u"http" && url.scheme() != u"https")
            return fail(path, u"must begin with http:// or https://"_s);
        if (url.host().isEmpty())
            return fail(path, u"names no host"_s);
        if (url.port(1) == 0)
            fail(path, u"port 0 is no address to connect to"_s);
        if (!url.userInfo().isEmpty())
            fail(path, u"must not carry a user name or password: use a header in target.headers"_s);
        if (url.hasQuery() || url.hasFragment())
            fail(path, u"must end with its path: no ? and no #"_s);
    }

    void checkFile(QStringView path, const QString &file)
    {
        if (const QFileInfo info(file); !file.isEmpty() && !(info.isFile() && info.isReadable()))
            fail(path.toString(), u"%1 is not a file that can be read"_s.arg(file));
    }

    void checkClientKey()
    {
        const TargetSettings &target = m_profile.target;
        checkFile(u"target.clientKey", target.clientKey);
        if (!target.clientKey.isEmpty() && target.clientCert.isEmpty())
            fail(u"target.clientKey"_s, u"needs a client certificate in target.clientCert"_s);
    }

    void checkHeaders()
    {
        QSet<QString> seen;
        const auto &headers = m_profile.target.headers;
        for (auto header = headers.begin(); header != headers.end(); ++header) {
            const QString path = u"target.headers."_s + header.key();
            if (const auto problem = headerProblem(header.key(), header.value()))
                fail(path, *problem);
            if (const QString lower = header.key().toLower(); seen.contains(lower))
                fail(path, u"is there twice: case makes no difference in a header's name"_s);
            else
                seen.insert(lower);
        }
    }

    /// Not every shop knows its admins by an e-mail.
    void checkAdmin()
    {
        if (m_profile.target.shop == TargetSettings().shop)
            checkEmail(u"sale.admin.email"_s, m_profile.sale.adminEmail, {}, {u"{TIMESTAMP}"_s});
        else if (m_profile.sale.adminEmail.trimmed().isEmpty())
            fail(u"sale.admin.email"_s, u"must name somebody"_s);
    }

    void checkSaleId()
    {
        const bool existing = m_profile.sale.mode == SaleMode::Existing;
        const QString &id = m_profile.sale.id;
        if (existing && id.trimmed().isEmpty())
            fail(u"sale.id"_s, u"is missing: sale.mode existing needs the id of the sale"_s);
        if (!existing && !id.isEmpty())
            fail(u"sale.id"_s, u"is set, but sale.mode is create: set sale.mode to existing, or leave the id out"_s);
    }

    void checkPlan()
    {
        const QString path = u"load.stages"_s;
        const LoadSettings &load = m_profile.load;
        const auto reportMisfit = [this](const Field &row, const FieldValue &value, const QString &where) {
            if (const auto problem = row.check(value))
                fail(where + u'.' + row.path, problem->message);
        };
        const qsizetype before = m_errors.size();
        for (qsizetype i = 0; i < load.stages.size(); ++i) {
            const QString where = u"%1[%2]"_s.arg(path).arg(i);
            reportMisfit(stageDurationField(), load.stages[i].duration, where);
            reportMisfit(stageTargetField(), load.stages[i].target, where);
        }
        if (m_errors.size() > before)
            return;
        const auto plan = makeExecutor(load);
        if (load.stages.isEmpty())
            fail(path, u"there must be at least one stage"_s);
        else if (plan->peak() == 0)
            fail(path, u"nobody would come: either load.startVUs or a stage's target must be above 0"_s);
        else if (plan->duration() == std::chrono::nanoseconds{0})
            fail(path, u"the stages take no time at all"_s);
        else if (plan->duration() > kLongestPlan)
            fail(path, u"the stages take longer than 30 days"_s);
    }

    void checkEmail(const QString &path, const QString &email, const QStringList &required, const QStringList &allowed)
    {
        const qsizetype at = email.indexOf(u'@');
        if (at <= 0 || at == email.size() - 1 || email.indexOf(u'@', at + 1) >= 0)
            fail(path, u"must be an address with one @ between its parts"_s);
        if (std::any_of(email.begin(), email.end(), [](QChar c) { return c.isSpace() || c.unicode() < u' '; }))
            fail(path, u"must not hold spaces"_s);
        for (const QString &placeholder : required) {
            if (email.count(placeholder) != 1)
                fail(path, u"must hold %1 once, so that every buyer has an address of its own"_s.arg(placeholder));
        }
        static const QRegularExpression braces(u"\\{[^}]*\\}?|\\}"_s);
        for (auto matches = braces.globalMatch(email); matches.hasNext();) {
            const QString found = matches.next().captured();
            if (!allowed.contains(found))
                fail(path, u"%1 is unknown: use %2"_s.arg(found, allowed.join(" and "_L1)));
        }
    }

    void checkBuyerEmail()
    {
        const QString path = u"buyer.email"_s;
        const QString &email = m_profile.buyer.email;
        const QStringList placeholders{u"{VU}"_s, u"{ITER}"_s};
        checkEmail(path, email, placeholders, placeholders);
        const qsizetype vu = email.indexOf(placeholders[0]);
        const qsizetype iteration = email.indexOf(placeholders[1]);
        if (vu < 0 || iteration < 0)
            return;
        const qsizetype gapStart = vu < iteration ? vu + placeholders[0].size() : iteration + placeholders[1].size();
        const QStringView gap = QStringView(email).first(std::max(vu, iteration)).sliced(gapStart);
        if (std::all_of(gap.begin(), gap.end(), [](QChar c) { return c.isDigit(); }))
            fail(path,
                u"needs something other than digits between {VU} and {ITER}: 1 and 11 would be the same buyer as 11 and 1"_s);
    }

    void checkSeverities()
    {
        const auto &severities = m_profile.verification.severity;
        for (auto entry = severities.begin(); entry != severities.end(); ++entry) {
            if (const auto problem = severityProblem(entry.key(), entry.value()))
                fail(u"verification.severity."_s + entry.key(), *problem);
        }
    }

    void checkThresholds()
    {
        QSet<QString> seen;
        const QStringList tags = m_profile.tags.keys();
        for (const MetricThresholds &thresholds : m_profile.thresholds) {
            const QString path = u"thresholds."_s + thresholds.metric;
            if (seen.contains(thresholds.metric))
                fail(path, u"is there twice"_s);
            seen.insert(thresholds.metric);
            if (thresholds.rules.isEmpty())
                fail(path, u"has no expression"_s);
            for (qsizetype i = 0; i < thresholds.rules.size(); ++i) {
                const ThresholdRule &rule = thresholds.rules[i];
                const QString where = u"%1[%2]"_s.arg(path).arg(i);
                if (const auto problem = thresholdProblem(thresholds.metric, rule.expression, m_metrics, tags))
                    fail(where, *problem);
                if (const auto problem = thresholdDelayField().check(rule.delayAbortEval))
                    fail(where + u".delayAbortEval", problem->message);
            }
        }
    }

    void checkOutputs()
    {
        QSet<QString> files;
        for (qsizetype i = 0; i < m_profile.outputs.size(); ++i) {
            const OutputSpec &output = m_profile.outputs[i];
            const QString path = u"outputs[%1]"_s.arg(i);
            if (!outputKinds().contains(output.kind))
                fail(path + u".kind",
                    u"“%1” is not one of %2"_s.arg(output.kind, outputKinds().join(", "_L1))
                        + didYouMean(output.kind, outputKinds()));
            if (output.file.isEmpty())
                fail(path + u".file", u"is missing"_s);
            else if (files.contains(output.file))
                fail(path + u".file", u"%1 is written by another output already"_s.arg(output.file));
            files.insert(output.file);
        }
    }

    void checkTags()
    {
        static const QRegularExpression name(u"^[A-Za-z_][A-Za-z0-9_.-]*$"_s);
        for (auto tag = m_profile.tags.begin(); tag != m_profile.tags.end(); ++tag) {
            const QString path = u"tags."_s + tag.key();
            if (!name.match(tag.key()).hasMatch())
                fail(path, u"a tag's name is made of letters, digits and _ . -"_s);
            else if (systemTags().contains(tag.key()))
                fail(path, u"is a tag that every sample has already"_s);
            if (tag.value().isEmpty())
                fail(path, u"has no value"_s);
        }
    }

    const Profile &m_profile;
    const MetricTypeLookup &m_metrics;
    QList<ProfileError> m_errors;
};

} // namespace

QList<ProfileError> validate(const Profile &profile, const MetricTypeLookup &metrics)
{
    return Validator(profile, metrics).run();
}

QStringList remarksOn(const Profile &profile)
{
    constexpr std::chrono::minutes noticeable{1};
    QStringList remarks;
    // A sale that is created stays until its end, and no other can overlap it.
    const std::chrono::nanoseconds saleEnds = profile.sale.startsIn + profile.sale.duration;
    const std::chrono::nanoseconds runEnds =
        profile.sale.countdown + makeExecutor(profile.load)->hardEnd() + profile.verification.settle;
    if (profile.sale.mode == SaleMode::Create && saleEnds - runEnds > noticeable)
        remarks +=
            u"The sale outlasts this run by about %1 (sale.duration is %2); until it ends, the shop takes no other "
            "sale, so no other run can create one."_s.arg(
                formatDuration(std::chrono::round<std::chrono::seconds>(saleEnds - runEnds)),
                formatDuration(profile.sale.duration));
    return remarks;
}

std::optional<QString> thresholdProblem(
    const QString &metric, const QString &expression, const MetricTypeLookup &metrics, const QStringList &extraTags)
{
    const auto selection = parseSelector(metric);
    if (const auto *error = std::get_if<ThresholdError>(&selection))
        return u"the metric “%1”: %2"_s.arg(metric, error->message);
    const auto &selector = std::get<MetricSelector>(selection);
    const auto type = metrics(selector.metric);
    if (!type)
        return u"there is no metric %1"_s.arg(selector.metric);
    const QStringList tags = systemTags() + extraTags;
    for (const QString &tag : selector.tags.keys()) {
        if (!tags.contains(tag))
            return u"no sample has a tag %1"_s.arg(tag) + didYouMean(tag, tags);
    }
    const auto parsed = parseThreshold(expression);
    const auto *error = std::get_if<ThresholdError>(&parsed);
    if (error && expression.trimmed().isEmpty())
        return error->message;
    if (error)
        return u"“%1”, character %2: %3"_s.arg(expression, QString::number(error->position + 1), error->message);
    const auto &threshold = std::get<ThresholdExpression>(parsed);
    if (!aggregationFits(*type, threshold.aggregation))
        return u"“%1”: %2 is a %3, which has %4, not %5"_s.arg(
            expression, selector.metric, metricTypeName(*type), aggregationsOf(*type), threshold.aggregationText());
    return std::nullopt;
}

const QStringList &systemTags()
{
    static const QStringList tags{u"check"_s, u"error"_s, u"error_code"_s, u"expected_response"_s, u"group"_s,
        u"method"_s, u"name"_s, u"proto"_s, u"scenario"_s, u"status"_s, u"url"_s};
    return tags;
}

} // namespace doorbuster
