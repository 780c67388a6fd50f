// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <array>
#include <memory>
#include <unordered_map>
#include <utility>

namespace doorbuster {

class BuyerConnection;

/// Connections by their numbers, which mostly follow one another. A hash of pages: the hash stays in the processor's
/// caches however many connections there are, and each look fetches one line more; a hash of connections takes three.
class ConnectionTable {
public:
    using Connection = std::shared_ptr<BuyerConnection>;

    /// Null until it is set. Valid until the next call.
    Connection &operator[](quint32 id)
    {
        std::unique_ptr<Page> &page = m_pages[id / pageSize];
        if (!page)
            page = std::make_unique<Page>();
        return (*page)[id % pageSize];
    }
    Connection value(quint32 id) const
    {
        const auto page = m_pages.find(id / pageSize);
        return page == m_pages.end() ? Connection() : (*page->second)[id % pageSize];
    }
    Connection take(quint32 id)
    {
        const auto page = m_pages.find(id / pageSize);
        return page == m_pages.end() ? Connection() : std::exchange((*page->second)[id % pageSize], {});
    }
    void clear() { m_pages.clear(); }
    template <class Function>
    void forEach(Function function) const
    {
        for (const auto &[number, page] : m_pages) {
            for (const Connection &connection : *page) {
                if (connection)
                    function(*connection);
            }
        }
    }

private:
    static constexpr quint32 pageSize = 256;
    using Page = std::array<Connection, pageSize>;
    std::unordered_map<quint32, std::unique_ptr<Page>> m_pages;
};

} // namespace doorbuster
