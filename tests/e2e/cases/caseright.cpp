// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "case.h"

#include <QRegularExpression>

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

QString verdictOf(const CaseFound &found, const QString &id)
{
    const CheckRow *row = found.check(id);
    return row ? toString(row->verdict).toString() : u"absent"_s;
}

bool isAllowed(const QString &allowed, const QString &said)
{
    if (allowed.startsWith(u'!'))
        return said != allowed.sliced(1) && said != u"absent"_s;
    return allowed.split(u'|').contains(said);
}

bool matches(const QString &expression, const QString &text)
{
    return QRegularExpression(
        expression, QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption)
        .match(text)
        .hasMatch();
}

QString wordsOf(const CheckRow &row)
{
    QStringList words{row.expected, row.actual, row.note};
    for (const QStringList &evidence : row.evidence.rows)
        words << evidence.join(u' ');
    return words.join(u' ');
}

QString headlineOf(const CaseFound &found)
{
    return found.result && found.result->verification.performed ? keyOf(found.result->verification.headline).toString()
                                                                : u"no verdict"_s;
}

QString joined(const std::vector<int> &numbers)
{
    QStringList texts;
    for (const int number : numbers)
        texts << QString::number(number);
    return texts.join(u'|');
}

} // namespace

QString rightText(const CaseRight &right)
{
    QStringList parts;
    if (!right.exits.empty())
        parts << u"exit "_s + joined(right.exits);
    if (!right.headline.isEmpty())
        parts << right.headline;
    for (const auto &[id, allowed] : right.checks)
        parts << id + u' ' + (allowed.startsWith(u'!') ? QString(u"not "_s + allowed.sliced(1)) : allowed);
    for (const auto &[id, words] : right.notes)
        parts << id + u" says /"_s + words + u'/';
    for (const auto &words : right.says)
        parts << u"says /"_s + words + u'/';
    for (const auto &words : right.saysNot)
        parts << u"never says /"_s + words + u'/';
    for (const auto &property : right.also)
        parts << property.text;
    return parts.join(u", "_s);
}

QString foundText(const CaseRight &right, const CaseFound &found)
{
    QStringList parts{u"exit %1"_s.arg(found.exitStatus), headlineOf(found)};
    for (const auto &[id, allowed] : right.checks)
        parts << id + u' ' + verdictOf(found, id);
    if (found.ordersInShop() >= 0)
        parts << u"%1 sold"_s.arg(found.ordersInShop());
    return parts.join(u", "_s);
}

QStringList caseFaults(const CaseRight &right, const CaseFound &found)
{
    QStringList faults;
    if (!right.exits.empty() && std::ranges::find(right.exits, found.exitStatus) == right.exits.end())
        faults << u"exit status %1. %2"_s.arg(found.exitStatus).arg(found.errors.simplified().left(300)).trimmed();
    if (!right.headline.isEmpty() && !isAllowed(right.headline, headlineOf(found)))
        faults << u"the headline is %1"_s.arg(headlineOf(found));
    for (const auto &[id, allowed] : right.checks) {
        const QString said = verdictOf(found, id);
        const CheckRow *row = found.check(id);
        if (!isAllowed(allowed, said))
            faults << u"%1 is %2. %3"_s.arg(id, said, row ? row->note : QString()).trimmed();
    }
    for (const auto &[id, words] : right.notes) {
        const CheckRow *row = found.check(id);
        if (!row || !matches(words, wordsOf(*row)))
            faults << u"%1 says: %2"_s.arg(id, row ? wordsOf(*row).left(300) : u"nothing"_s);
    }
    const QString all = found.console + found.errors;
    for (const auto &words : right.says) {
        if (!matches(words, all))
            faults << u"nothing says /%1/"_s.arg(words);
    }
    for (const auto &words : right.saysNot) {
        if (matches(words, all))
            faults << u"it says /%1/"_s.arg(words);
    }
    for (const auto &property : right.also) {
        if (!property.holds(found))
            faults << u"not so: "_s + property.text;
    }
    return faults;
}

} // namespace doorbuster
