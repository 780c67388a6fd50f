// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/metricsdelta.h"

#include <QString>

#include <cstddef>
#include <unordered_map>
#include <vector>

namespace doorbuster {

/// Counts failures that are alike in name, status, error code and message together. At most `limit` different groups
/// are kept; all others count into one that is `further`, so that a shop which words every error anew cannot fill the
/// memory. Not thread-safe.
class FailureTable {
public:
    explicit FailureTable(std::size_t limit);

    void add(const FailureGroup &group);
    bool isEmpty() const { return m_groups.empty() && m_further.count == 0; }
    /// All groups, the further ones last.
    std::vector<FailureGroup> groups() const;
    /// As groups(), and the table is empty afterwards.
    std::vector<FailureGroup> take();

private:
    struct Key {
        RequestName name;
        RunGroup group;
        quint16 status;
        quint16 errorCode;
        QString message;

        bool operator==(const Key &) const = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key &key) const;
    };

    std::size_t m_limit;
    std::vector<FailureGroup> m_groups;
    std::unordered_map<Key, std::size_t, KeyHash> m_index; ///< into m_groups
    FailureGroup m_further;
};

} // namespace doorbuster
