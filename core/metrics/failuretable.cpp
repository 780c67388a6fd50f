// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/failuretable.h"

#include <QHashFunctions>

#include <utility>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxTextLength = 200;

FailureGroup emptyFurtherGroup()
{
    FailureGroup group;
    group.message = u"further messages"_s;
    group.further = true;
    return group;
}

bool isUnfit(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format: // among them the marks that turn the direction of writing
    case QChar::Other_NotAssigned:
    case QChar::Other_PrivateUse:
        return true;
    default:
        return false;
    }
}

} // namespace

FailureTable::FailureTable(std::size_t limit)
    : m_limit(limit)
    , m_further(emptyFurtherGroup())
{
}

std::size_t FailureTable::KeyHash::operator()(const Key &key) const
{
    return qHashMulti(0, quint8(key.name), quint8(key.group), key.status, key.errorCode, key.message);
}

void FailureTable::add(const FailureGroup &group)
{
    if (group.further) {
        m_further.merge(group);
        return;
    }
    Key key{group.name, group.group, group.status, group.errorCode, group.message};
    if (const auto found = m_index.find(key); found != m_index.end()) {
        m_groups[found->second].merge(group);
    } else if (m_groups.size() < m_limit) {
        m_index.emplace(std::move(key), m_groups.size());
        m_groups.push_back(group);
    } else {
        m_further.merge(group);
    }
}

std::vector<FailureGroup> FailureTable::groups() const
{
    std::vector<FailureGroup> result = m_groups;
    if (m_further.count > 0)
        result.push_back(m_further);
    return result;
}

std::vector<FailureGroup> FailureTable::take()
{
    std::vector<FailureGroup> result = std::exchange(m_groups, {});
    if (m_further.count > 0)
        result.push_back(std::exchange(m_further, emptyFurtherGroup()));
    m_index.clear();
    return result;
}

QString cleanFailureText(const QString &text)
{
    QString result;
    result.reserve(std::min(text.size(), maxTextLength));
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool isPair = c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (result.size() + (isPair ? 2 : 1) > maxTextLength) {
            // Room for the sign that something is missing; never half a pair.
            result.chop(result.back().isLowSurrogate() ? 2 : 1);
            result.append(u'…');
            break;
        }
        if (isPair) {
            result.append(c).append(text[++i]);
        } else if (c.isSpace()) {
            result.append(u' ');
        } else {
            result.append(isUnfit(c) || c.isSurrogate() ? QChar(QChar::ReplacementCharacter) : c);
        }
    }
    return result;
}

} // namespace doorbuster
