// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "case.h"

#include <algorithm>
#include <array>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

bool countsFailures(const CaseFound &found)
{
    const auto &load = found.result->requests[std::size_t(RunGroup::Load)];
    return std::ranges::any_of(load, [](const RequestTally &tally) { return tally.failed > 0; });
}

bool listsPages(const CaseFound &found)
{
    return std::ranges::any_of(found.result->failures, [](const FailureGroup &failure) {
        return failure.group == RunGroup::Load && failure.status == 200 && failure.message.contains(u'<');
    });
}

bool listsBuys(const CaseFound &found)
{
    return std::ranges::any_of(found.result->failures, [](const FailureGroup &failure) {
        return failure.group == RunGroup::Load && failure.name == RequestName::Buy && !failure.message.isEmpty();
    });
}

bool junitIsNotGreen(const CaseFound &found)
{
    return found.junit.contains(u"<error"_s) || found.junit.contains(u"<failure"_s);
}

bool sold(const CaseFound &found)
{
    return found.ordersInShop() == 5;
}

const CaseProperty failed{
    u"failed requests are counted"_s, [](const CaseFound &found) { return found.result && countsFailures(found); }};
const CaseProperty pagesListed{
    u"FAILURES shows the page's beginning"_s, [](const CaseFound &found) { return found.result && listsPages(found); }};
const CaseProperty buysListed{
    u"FAILURES has the buys"_s, [](const CaseFound &found) { return found.result && listsBuys(found); }};
const CaseProperty notGreen{u"JUnit has an error"_s, junitIsNotGreen};
const CaseProperty allSold{u"5 units sold"_s, sold};
const CaseProperty noForeignSession{u"no buyer carries another's session"_s,
    [](const CaseFound &found) { return found.truth["foreign sessions"_L1].toInteger() == 0; }};
const CaseProperty noDeletedCookie{u"no deleted cookie is sent"_s,
    [](const CaseFound &found) { return found.truth["deleted cookies"_L1].toInteger() == 0; }};
const CaseProperty rateLimited{u"rate-limited journeys are counted"_s, [](const CaseFound &found) {
                                   if (!found.result)
                                       return false;
                                   const auto reason = outcomeReasonFromString(u"rateLimited");
                                   quint64 count = 0;
                                   for (const auto &outcome : found.result->outcomes)
                                       count += reason ? outcome[std::size_t(*reason)] : 0;
                                   return count > 0;
                               }};

constexpr const char *secret = "canary-Zq9+/x7&\"K";

bool hidesSecret(const CaseFound &found)
{
    const QByteArray whole(secret);
    const QByteArray plain = whole.left(14); // what stands behind it is escaped differently from report to report
    const QByteArray written =
        QString(found.console + found.errors + found.junit + found.html).toUtf8() + found.resultText;
    const std::array<QByteArray, 5> forms{plain, plain.toPercentEncoding(), whole.toBase64().left(16), whole.toHex(),
        whole.toBase64(QByteArray::Base64UrlEncoding).left(16)};
    return written.contains("no service for")
        && std::ranges::none_of(forms, [&written](const QByteArray &form) { return written.contains(form); });
}

/// Nothing was bought, and everything says so.
CaseRight nothingTested(std::vector<CaseProperty> also)
{
    also.push_back(notGreen);
    return {.exits = {111}, .headline = u"inconclusive"_s, .checks = {{u"V20"_s, u"inconclusive"_s}}, .also = also};
}

/// The shop is right, whatever its answers look like.
CaseRight passes(std::vector<CaseProperty> also = {allSold})
{
    return {.exits = {0},
        .headline = u"pass"_s,
        .checks = {{u"V1"_s, u"pass"_s}, {u"V2"_s, u"pass"_s}, {u"V6"_s, u"pass"_s}, {u"V20"_s, u"pass"_s}},
        .also = std::move(also)};
}

/// The stock cannot be read: no verdict on it, in neither direction.
CaseRight stockUnread()
{
    return {.exits = {111}, .headline = u"inconclusive"_s, .checks = {{u"V2"_s, u"inconclusive"_s}}};
}

/// Holds are refused in words that say nothing certain.
CaseRight neverKept(std::vector<int> exits)
{
    return {.exits = std::move(exits), .checks = {{u"V9"_s, u"!pass"_s}}};
}

} // namespace

std::vector<Case> answerCases()
{
    std::vector<Case> cases{
        {.name = u"a page for each buy"_s, .twists = {u"buyhtml"_s}, .right = nothingTested({failed, pagesListed})},
        {.name = u"204 for each buy"_s, .twists = {u"buy204"_s}, .right = nothingTested({failed})},
        {.name = u"an empty 200 for each buy"_s, .twists = {u"buyempty"_s}, .right = nothingTested({failed})},
        {.name = u"a buy that only says ok"_s, .twists = {u"buyok"_s}, .right = nothingTested({failed, buysListed})},
        {.name = u"404 for each buy"_s, .twists = {u"buy404"_s}, .right = nothingTested({failed, buysListed})},
        {.name = u"pages of a proxy"_s,
            .twists = {u"html200"_s},
            .right = {.exits = {111},
                .checks = {{u"V20"_s, u"inconclusive"_s}, {u"V1"_s, u"!fail"_s}, {u"V2"_s, u"!fail"_s}},
                .also = {failed, pagesListed}}},
        {.name = u"counts as texts"_s, .twists = {u"nums=str"_s}, .right = passes()},
        {.name = u"counts as 5.0"_s, .twists = {u"nums=dec"_s}, .right = passes()},
        {.name = u"a byte order mark"_s, .twists = {u"bom"_s}, .right = passes()},
        {.name = u"the stock twice"_s, .twists = {u"dup=stock"_s}, .right = stockUnread()},
        {.name = u"another field twice"_s, .twists = {u"dup=other"_s}, .right = passes(), .isQuick = false},
        {.name = u"bare arrays, two pages"_s,
            .twists = {u"array"_s, u"holds=200"_s},
            .arguments = {u"--stage"_s, u"0s:130,3s:130"_s, u"-e"_s, u"STARTING_QUANTITY=120"_s, u"--set"_s,
                u"verification.byEmail=false"_s},
            .right = {.exits = {0}, .headline = u"pass"_s, .checks = {{u"V2"_s, u"pass"_s}, {u"V18"_s, u"pass"_s}}}},
        {.name = u"lists without a total"_s, .twists = {u"nototal"_s}, .right = passes(), .isQuick = false},
        {.name = u"two kinds of order ids"_s,
            .twists = {u"twoids"_s},
            .right = {.exits = {0},
                .headline = u"pass"_s,
                .checks = {{u"V6"_s, u"pass|warn"_s}, {u"V7"_s, u"pass"_s}},
                .notes = {{u"V6"_s, u"matched by buyer"_s}}}},
        {.name = u"20,000 orders on a page"_s, .twists = {u"biglist"_s}, .right = passes()},
        {.name = u"the sale in its flat form"_s, .twists = {u"flat"_s}, .right = passes(), .isQuick = false},
        {.name = u"the status in capitals"_s,
            .twists = {u"upper"_s},
            .right = {.exits = {0, 111}, .checks = {{u"V2"_s, u"!fail"_s}, {u"V13"_s, u"!fail"_s}}},
            .isQuick = false},
        {.name = u"emails in capitals"_s, .twists = {u"emailcase"_s}, .right = passes(), .isQuick = false},
        {.name = u"holds without a TTL"_s, .twists = {u"nottl"_s}, .right = passes(), .isQuick = false},
        {.name = u"a status line without its blank"_s, .twists = {u"noreason=nosp"_s}, .right = passes()},
        {.name = u"a session for each buyer"_s,
            .twists = {u"cookies=session"_s},
            .right = passes({allSold, noForeignSession})},
        {.name = u"cookies that are deleted"_s,
            .twists = {u"cookies=del"_s},
            .right = passes({allSold, noDeletedCookie})},
        {.name = u"50 cookies an answer"_s, .twists = {u"cookies=many"_s}, .right = passes()},
        {.name = u"three buys a second"_s, .twists = {u"limit=3"_s}, .right = passes()},
        {.name = u"429 for 2 s"_s, .twists = {u"buy429=2"_s}, .right = passes()},
        {.name = u"503 with Retry-After for 2 s"_s, .twists = {u"buy503=2"_s}, .right = passes()},
        {.name = u"429 for ever"_s,
            .twists = {u"buy429=60"_s},
            .arguments = {u"--set"_s, u"buyer.maxWait=500ms"_s},
            .right = nothingTested({rateLimited})},
        {.name = u"a shop an hour ahead"_s,
            .twists = {u"clock=3600"_s},
            .right = {.exits = {111}, .checks = {{u"V20"_s, u"inconclusive"_s}}, .says = {u"3,(600|599).*ahead"_s}}},
        {.name = u"a shop an hour behind"_s,
            .twists = {u"clock=-3600"_s},
            .right = {.exits = {111}, .checks = {{u"V20"_s, u"inconclusive"_s}}, .says = {u"3,(600|599).*behind"_s}}},
        {.name = u"every call leads elsewhere"_s,
            .twists = {u"redirall=301"_s},
            .right = {.exits = {107}, .says = {u"127\\.0\\.0\\.1:1"_s}}},
        {.name = u"answers lost"_s,
            .twists = {u"drop=7"_s},
            .right = {.exits = {0, 111}, .checks = {{u"V1"_s, u"!fail"_s}, {u"V7"_s, u"!fail"_s}}},
            .isQuick = false},
        {.name = u"confirms answered by a proxy's 504"_s,
            .twists = {u"confirm504=3"_s},
            .right = {.exits = {0}, .headline = u"pass"_s, .checks = {{u"V7"_s, u"pass|warn"_s}}}},
        {.name = u"a secret that is quoted"_s,
            .twists = {u"echo"_s},
            .arguments = {u"--set"_s, u"target.headers.X-Secret=${CANARY}"_s},
            .right = {.checks = {{u"V1"_s, u"!fail"_s}}, .also = {{u"no report has the secret"_s, hidesSecret}}},
            .environment = {u"CANARY="_s + QString::fromLatin1(secret)}},
        {.name = u"no list can be read"_s,
            .twists = {u"nolists"_s},
            .arguments = {u"--set"_s, u"verification.timeout=20s"_s},
            .right = {.exits = {111, 101}, .headline = u"inconclusive"_s},
            .isQuick = false},
    };
    for (const auto *status : {"302", "307", "304"}) {
        const QString text = QString::fromLatin1(status);
        cases.push_back({.name = text + u" for each buy"_s,
            .twists = {u"buyredir="_s + text},
            .right = nothingTested({failed}),
            .isQuick = text == u"302"_s});
    }
    for (const auto *kind : {"big", "exp", "sur", "u64", "deep", "long", "nul", "empty"}) {
        const QString text = QString::fromLatin1(kind);
        cases.push_back({.name = u"a field nobody needs: "_s + text,
            .twists = {u"extra="_s + text},
            .right = passes(),
            .isQuick = text == u"exp"_s || text == u"sur"_s});
    }
    for (const auto *kind : {"long", "u64", "number", "uuid", "slash"}) {
        const QString text = QString::fromLatin1(kind);
        cases.push_back({.name = u"order ids: "_s + text,
            .twists = {u"ids="_s + text},
            .right = passes(),
            .isQuick = text == u"long"_s || text == u"u64"_s});
    }
    for (const auto *stock : {"-9223372036854775808", "9223372036854775807", "99999999999999999999", "1e400", "null"}) {
        const QString text = QString::fromLatin1(stock);
        cases.push_back({.name = u"a stock of "_s + text,
            .twists = {u"stock="_s + text},
            .right = stockUnread(),
            .isQuick = text.startsWith(u'-')});
    }
    for (const auto *status : {"410", "429", "500", "302"}) {
        const QString text = QString::fromLatin1(status);
        auto right = neverKept({111});
        right.checks.emplace_back(u"V20"_s, u"inconclusive"_s);
        cases.push_back({.name = text + u" for each confirm"_s,
            .twists = {u"confirmall="_s + text},
            .right = right,
            .isQuick = text == u"410"_s || text == u"429"_s});
    }
    for (const auto *words : {"Confirmation_in_progress,_try_again", "Sale_has_ended"}) {
        const QString text = QString::fromLatin1(words);
        cases.push_back({.name = u"409: "_s + QString(text).replace(u'_', u' '),
            .twists = {u"lock409="_s + text},
            .right = {.exits = {0, 111}, .checks = {{u"V9"_s, u"!fail"_s}}}});
    }
    // Refused once, and then let through: the hold was kept after all.
    cases.push_back({.name = u"409: Sale is not active, once"_s,
        .twists = {u"lock409=Sale_is_not_active"_s},
        .right = {.exits = {0, 111}, .checks = {{u"V9"_s, u"!fail"_s}}}});
    cases.push_back({.name = u"409: Sale is not active, for ever"_s,
        .twists = {u"confirm409=Sale_is_not_active"_s},
        .right = neverKept({110, 111})});
    return cases;
}

} // namespace doorbuster
