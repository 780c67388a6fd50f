// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/fieldtable.h"

#include "core/profile/nearest.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kWeek = std::chrono::hours{24 * 7};

// NOLINTNEXTLINE(bugprone-macro-parentheses): a member path cannot be parenthesised
#define MEMBER(path) [](Profile &p) -> FieldMember { return &p.path; }

/// Reads as a row: what it is first, then what limits it.
class Row final {
public:
    Row(const char *path, SettingKind kind, FieldMember (*member)(Profile &), const char *label, const char *help)
    {
        m_field.path = QString::fromUtf8(path);
        m_field.kind = kind;
        m_field.member = member;
        m_field.label = QString::fromUtf8(label);
        m_field.help = QString::fromUtf8(help);
        if (kind == SettingKind::Duration)
            std::move(*this).within(milliseconds{0}, kWeek);
    }

    Row &&within(double minimum, double maximum) &&
    {
        m_field.minimum = minimum;
        m_field.maximum = maximum;
        return std::move(*this);
    }

    Row &&within(milliseconds minimum, milliseconds maximum) &&
    {
        return std::move(*this).within(double(minimum.count()), double(maximum.count()));
    }

    Row &&oneOf(const QList<FieldChoice> &choices) &&
    {
        m_field.choices = choices;
        return std::move(*this);
    }

    Row &&unset(const char *word) &&
    {
        m_field.unsetWord = QString::fromUtf8(word);
        return std::move(*this);
    }

    Row &&unit(const char *unit) &&
    {
        m_field.unit = QString::fromUtf8(unit);
        return std::move(*this);
    }

    Row &&variable(const char *name) &&
    {
        m_field.environment = QString::fromUtf8(name);
        m_field.bareSeconds = m_field.kind == SettingKind::Duration;
        return std::move(*this);
    }

    operator Field() && { return std::move(m_field); }

private:
    Field m_field;
};

QList<Field> makeTable()
{
    using enum SettingKind;
    using namespace std::chrono_literals;
    return {
        Row("name", Text, MEMBER(name), "Name", "What this test is called in reports and in the history."),
        Row("notes", Text, MEMBER(notes), "Notes", "Free text that is kept with the results."),

        Row("target.apiBase", Url, MEMBER(target.apiBase), "API base",
            "Address of the shop, http or https, with a path prefix where the shop has one.")
            .variable("API_BASE"),
        Row("target.shop", Text, MEMBER(target.shop), "Shop",
            "How the shop speaks: a description by its name (doorbuster-cli shop list), or a file beside the profile."),
        Row("target.ask", Text, MEMBER(target.ask), "Shop's values",
            "What the shop's description asks for, as in event=12, product=7."),
        Row("target.requestTimeout", Duration, MEMBER(target.requestTimeout), "Request timeout",
            "How long one request may take before it counts as failed.")
            .within(1ms, 1h),
        Row("target.transport", Choice, MEMBER(target.transport), "Transport",
            "lean sends many times more requests a second; stock is Qt's own client, for reference, HTTP/2 and "
            "proxies.")
            .oneOf({{u"lean"_s, u"Lean"_s}, {u"stock"_s, u"Qt (reference)"_s}}),
        Row("target.workers", Integer, MEMBER(target.workers), "Workers",
            "Threads that send; auto takes one a core, at most 4.")
            .within(0, 256)
            .unset("auto"),
        Row("target.tlsVerify", Boolean, MEMBER(target.tlsVerify), "Verify TLS",
            "Whether an https shop must show a certificate that checks out."),
        Row("target.caFile", File, MEMBER(target.caFile), "CA file",
            "PEM file with further certificate authorities to trust."),
        Row("target.clientCert", File, MEMBER(target.clientCert), "Client certificate",
            "PEM file of the certificate that is shown to a shop that asks for one, with the authorities between."),
        Row("target.clientKey", File, MEMBER(target.clientKey), "Client key",
            "PEM file of the client certificate's key, where it is not in the same file."),
        Row("target.clientKeyPassword", Secret, MEMBER(target.clientKeyPassword), "Client key password",
            "Taken from the environment only and never written to a file; needed where the key is encrypted.")
            .variable("DOORBUSTER_CLIENT_KEY_PASSWORD"),
        Row("target.headers", Structured, nullptr, "Headers",
            "Headers sent with every request; ${NAME} stands for an environment variable, and secrets must be given "
            "that way."),
        Row("target.expectedStatuses", Choice, MEMBER(target.expectedStatuses), "Expected statuses",
            "business counts each call's own refusals (403, 409) as expected; k6 counts every 4xx as failed.")
            .oneOf({{u"business"_s, u"Business answers"_s}, {u"k6"_s, u"As k6: 200–399"_s}}),

        Row("sale.mode", Choice, MEMBER(sale.mode), "Sale",
            "create makes a sale for the run; existing tests the sale with the id below.")
            .oneOf({{u"create"_s, u"Create one"_s}, {u"existing"_s, u"Use an existing one"_s}}),
        Row("sale.id", Text, MEMBER(sale.id), "Sale id", "Id of the existing sale to test."),
        Row("sale.duration", Duration, MEMBER(sale.duration), "Duration",
            "How long the created sale lasts; FLASH_SALE_DURATION also takes a bare number of seconds.")
            .within(1ms, kWeek)
            .variable("FLASH_SALE_DURATION"),
        Row("sale.startingQuantity", Integer, MEMBER(sale.startingQuantity), "Starting quantity",
            "Units on sale in the created sale.")
            .within(1, 1'000'000'000)
            .unit("units")
            .variable("STARTING_QUANTITY"),
        Row("sale.startsIn", Duration, MEMBER(sale.startsIn), "Starts in", "Time from creating the sale to its start."),
        Row("sale.countdown", Duration, MEMBER(sale.countdown), "Countdown",
            "Time from creating the sale to the first virtual user."),
        Row("sale.onOverlap", Choice, MEMBER(sale.onOverlap), "On overlap",
            "When the shop refuses a sale because another overlaps: stop with an error, or test that other sale.")
            .oneOf({{u"fail"_s, u"Stop with an error"_s}, {u"useExisting"_s, u"Use the existing sale"_s}}),
        Row("sale.admin.email", Text, MEMBER(sale.adminEmail), "Admin e-mail",
            "Account that creates the sale; {TIMESTAMP} stands for the run's start in Unix milliseconds."),
        Row("sale.admin.password", Secret, MEMBER(sale.adminPassword), "Admin password",
            "Taken from the environment only and never written to a file; when unset, each run makes one up.")
            .variable("DOORBUSTER_ADMIN_PASSWORD"),
        Row("sale.totalAmount", Number, MEMBER(sale.totalAmount), "Total amount", "Amount sent with each confirmation.")
            .within(0, 1e12),
        Row("sale.setupTimeout", Duration, MEMBER(sale.setupTimeout), "Setup timeout",
            "How long sign-up and creating the sale may take together; beyond it the run ends with exit status 100.")
            .within(1ms, 1h),

        Row("load.executor", Choice, MEMBER(load.executor), "Executor", "How virtual users are planned.")
            .oneOf({{u"ramping-vus"_s, u"Ramping virtual users"_s}, {u"herd"_s, u"Herd"_s, false},
                {u"ramping-arrival-rate"_s, u"Ramping arrival rate"_s, false}}),
        Row("load.startVUs", Integer, MEMBER(load.startVUs), "Start with", "Virtual users at the very start.")
            .within(0, kMostVirtualUsers)
            .unit("users"),
        Row("load.stages", Structured, nullptr, "Stages",
            "The load, stage by stage: go to a number of virtual users within a time; 0s jumps."),
        Row("load.gracefulRampDown", Duration, MEMBER(load.gracefulRampDown), "Graceful ramp-down",
            "Time to finish a journey for a virtual user whom the plan takes away."),
        Row("load.gracefulStop", Duration, MEMBER(load.gracefulStop), "Graceful stop",
            "Time to finish for the journeys that still run when the stages end."),

        Row("buyer.email", Text, MEMBER(buyer.email), "E-mail",
            "Address of each buyer; {VU} and {ITER} stand for the numbers of the virtual user and of its journey."),
        Row("buyer.pollingInterval", Duration, MEMBER(buyer.pollingInterval), "Polling interval",
            "First wait between two looks at the queue; POLLING_INTERVAL also takes a bare number of seconds.")
            .within(0ms, 1h)
            .variable("POLLING_INTERVAL"),
        Row("buyer.backoffFactor", Number, MEMBER(buyer.backoffFactor), "Back-off factor",
            "How many times longer each wait is than the one before.")
            .within(1, 100),
        Row("buyer.backoffMax", Duration, MEMBER(buyer.backoffMax), "Back-off limit", "The longest wait.")
            .within(0ms, 1h),
        Row("buyer.jitter", Number, MEMBER(buyer.jitter), "Jitter",
            "Share by which each wait varies at random, so that buyers do not fall into step; 0 for exact waits.")
            .within(0, 1),
        Row("buyer.pollTimeout", Duration, MEMBER(buyer.pollTimeout), "Give up polling after",
            "How long a buyer waits in the queue before giving up.")
            .within(1ms, kWeek),
        Row("buyer.maxWait", Duration, MEMBER(buyer.maxWait), "Wait when rate limited",
            "How long a buyer waits because the shop says to come back later (Retry-After with 429 or 503); asked to "
            "wait "
            "for longer, it gives up.")
            .within(0ms, 1h),
        Row("buyer.maxBuys", Integer, MEMBER(buyer.maxBuys), "Buys per journey",
            "How often one journey may try to buy, the first time included.")
            .within(1, 1000),
        Row("buyer.pause", Duration, MEMBER(buyer.pause), "Pause",
            "Wait between two journeys of one virtual user; auto is the polling interval, 0s hammers.")
            .unset("auto"),
        Row("buyer.recheckSaleWhilePolling", Integer, MEMBER(buyer.recheckSaleWhilePolling),
            "Look at the sale while polling",
            "After every so many polls a waiting buyer looks whether the sale is sold out; off never does.")
            .within(0, 1'000'000)
            .unset("off")
            .unit("polls"),
        Row("buyer.fastPollShare", Number, MEMBER(buyer.fastPollShare), "Fast pollers",
            "Share of the virtual users that look at the queue at a fixed, faster pace: their holds are seen sharper.")
            .within(0, 1),
        Row("buyer.fastPollInterval", Duration, MEMBER(buyer.fastPollInterval), "Fast polling interval",
            "The wait of those between two looks; it neither grows nor varies.")
            .within(1ms, 1h),
        Row("buyer.probes.buyAgain", Number, MEMBER(buyer.probes.buyAgain), "Try to buy again",
            "Share of the buyers that try to buy once more after their order, which the shop must refuse; their tries "
            "are counted apart.")
            .within(0, 1),
        Row("buyer.logProgress", Choice, MEMBER(buyer.logProgress), "Log progress", "Whose steps are logged.")
            .oneOf({{u"first"_s, u"Virtual user 1"_s}, {u"none"_s, u"Nobody"_s}, {u"all"_s, u"Everybody"_s}}),
        Row("buyer.runSuffix", Boolean, MEMBER(buyer.runSuffix), "Suffix per run",
            "Puts a part of its own for each run into every address, so that runs against one sale stay apart; auto "
            "does for existing sales.")
            .unset("auto"),

        Row("verification.settle", Duration, MEMBER(verification.settle), "Settle",
            "Wait for pending writes before the books are read."),
        Row("verification.byEmail", Boolean, MEMBER(verification.byEmail), "Read orders by e-mail",
            "Whether the orders of every buyer that tried to buy are read."),
        Row("verification.adminList", Choice, MEMBER(verification.adminList), "Read the admin list",
            "Whether the admin's list of orders is read too; auto does where the shop offers one.")
            .oneOf({{u"auto"_s, u"Where offered"_s}, {u"on"_s, u"Always"_s}, {u"off"_s, u"Never"_s}}),
        Row("verification.fairnessTolerance", Number, MEMBER(verification.fairnessTolerance), "Fairness tolerance",
            "Share of buyers' pairs that may be served out of order before the queue counts as unfair.")
            .within(0, 1),
        Row("verification.starvation", Integer, MEMBER(verification.starvation), "Starvation",
            "A buyer that more later buyers than this overtake is named whatever the share of all; 0 stands for a "
            "tenth of the stock, at least 10.")
            .within(0, 1'000'000),
        Row("verification.visibilityLimit", Duration, MEMBER(verification.visibilityLimit), "Visibility limit",
            "How long a confirmed order may take to appear in the list by e-mail before it is warned of.")
            .within(0ms, 1h),
        Row("verification.timeout", Duration, MEMBER(verification.timeout), "Verification timeout",
            "How long reading the books may take; beyond it the run ends with exit status 101.")
            .within(1ms, 24h),
        Row("verification.generatorLagLimit", Duration, MEMBER(verification.generatorLagLimit), "Generator lag limit",
            "When the load generator itself lags by more (99th percentile), its numbers are marked as its own.")
            .within(1ms, 1h),
        Row("verification.expectNoSales", Boolean, MEMBER(verification.expectNoSales), "Expect no sales",
            "For a sale that has nothing left to sell: a run without a purchase is then a test, and one with a "
            "purchase "
            "is not the test that was meant."),
        Row("verification.severity", Structured, nullptr, "Severity of checks",
            "What the findings of a check count as, by its id (V1, V10, …): fail, warn, or off where it is not to be "
            "judged."),

        Row("thresholds", Structured, nullptr, "Thresholds",
            "What must hold for the run to pass: a metric, with tags in braces where wanted, and its expressions."),
        Row("outputs", Structured, nullptr, "Outputs",
            "Files to write: json, csv, junit, html, or charts for a folder of SVG files."),
        Row("tags", Structured, nullptr, "Tags", "Names and values that are put on every sample."),
    };
}

#undef MEMBER

} // namespace

const QList<Field> &fieldTable()
{
    static const QList<Field> table = makeTable();
    return table;
}

const Field *fieldAt(QStringView path)
{
    for (const Field &field : fieldTable()) {
        if (field.path == path)
            return &field;
    }
    return nullptr;
}

const Field *fieldOfVariable(QStringView variable)
{
    for (const Field &field : fieldTable()) {
        if (!field.environment.isEmpty() && field.environment == variable)
            return &field;
    }
    return nullptr;
}

QMap<QString, QString> *textsAt(Profile &profile, QStringView path)
{
    if (path == u"target.headers")
        return &profile.target.headers;
    if (path == u"verification.severity")
        return &profile.verification.severity;
    return path == u"tags" ? &profile.tags : nullptr;
}

const QMap<QString, QString> *textsAt(const Profile &profile, QStringView path)
{
    return textsAt(const_cast<Profile &>(profile), path);
}

QStringList fieldPaths()
{
    QStringList paths;
    for (const Field &field : fieldTable())
        paths.append(field.path);
    return paths;
}

bool isFieldGroup(QStringView path)
{
    const QString prefix = path + u'.';
    const auto &table = fieldTable();
    return std::any_of(table.begin(), table.end(), [&prefix](const Field &f) { return f.path.startsWith(prefix); });
}

QString fieldSuggestion(QStringView unknownPath)
{
    QStringList paths = fieldPaths();
    const QString last = u'.' + unknownPath.sliced(unknownPath.lastIndexOf(u'.') + 1).toString();
    // The right name in the wrong place is further away in letters than a slip of the pen, but a surer guess.
    for (const QString &path : std::as_const(paths)) {
        if (path.endsWith(last, Qt::CaseInsensitive))
            return u"; did you mean %1?"_s.arg(path);
    }
    for (const QString &path : fieldPaths()) {
        const QString section = path.left(path.lastIndexOf(u'.'));
        if (section != path && !paths.contains(section))
            paths.append(section);
    }
    return didYouMean(unknownPath, paths);
}

QStringList fieldVariables()
{
    QStringList variables;
    for (const Field &field : fieldTable()) {
        if (!field.environment.isEmpty())
            variables.append(field.environment);
    }
    return variables;
}

const Field &stageDurationField()
{
    static const Field field = Row("duration", SettingKind::Duration, nullptr, "Duration", "How long the stage takes.");
    return field;
}

const Field &stageTargetField()
{
    static const Field field = Row("target", SettingKind::Integer, nullptr, "Target", "Virtual users at its end.")
                                   .within(0, kMostVirtualUsers)
                                   .unit("users");
    return field;
}

const Field &thresholdAbortField()
{
    static const Field field =
        Row("abortOnFail", SettingKind::Boolean, nullptr, "Stop the run", "Whether failing stops the run.");
    return field;
}

const Field &thresholdDelayField()
{
    static const Field field =
        Row("delayAbortEval", SettingKind::Duration, nullptr, "From", "How long into the run it may not stop it yet.");
    return field;
}

} // namespace doorbuster
