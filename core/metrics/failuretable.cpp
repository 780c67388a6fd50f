// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/failuretable.h"

#include <QHashFunctions>

#include <utility>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

FailureGroup emptyFurtherGroup()
{
    FailureGroup group;
    group.message = u"further messages"_s;
    group.further = true;
    return group;
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

} // namespace doorbuster
