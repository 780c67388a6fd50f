// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/compiled/calltemplate.h"
#include "core/shop/compiled/shopvalues.h"
#include "core/shop/description/valuepath.h"

#include <QByteArray>
#include <QString>

#include <simdjson.h>

#include <optional>
#include <vector>

namespace doorbuster {

/// The places of an answer that a call's rules and values need, as one tree, so that each object is gone through once
/// for all of them.
class ValueTree {
public:
    /// The number of the place; the same for the same path. Not for a header.
    std::size_t add(const ValuePath &path, const ValueNames &names);
    /// Whether an answer of any use has an object at its root.
    bool needsObject() const;
    std::size_t size() const { return m_nodes.size(); }
    QString dotted(std::size_t place) const { return m_nodes[place].dotted; }
    std::size_t parent(std::size_t place) const { return m_nodes[place].parent; }
    static constexpr std::size_t root = 0;

private:
    friend class FoundValues;
    struct Node {
        enum class Kind : quint8 { Key, Index, Pick };

        QByteArray key;
        Kind kind = Kind::Key;
        bool mayBeIndex = false; ///< the key of an object, or the index of a list
        std::size_t index = 0;
        ByteTemplate pick; ///< the text that the item must have under the key
        std::size_t parent = 0;
        QString dotted;
        std::vector<std::size_t> children;
    };
    std::vector<Node> m_nodes{1};
};

/// What an answer has in the places of a tree. Reused for answer after answer: it allocates only while it grows.
class FoundValues {
public:
    /// Looks all up. What was found before is forgotten. The tree, and what `root` was parsed from, must outlive the
    /// look-ups.
    void find(const ValueTree &tree, const simdjson::dom::element &root, const ShopValues &values);
    /// There is nothing.
    void findNothing(const ValueTree &tree);

    /// Absent, too, where it is null.
    std::optional<simdjson::dom::element> at(std::size_t place) const
    {
        const Cell &cell = m_cells[place];
        if (cell.seen != m_turn || cell.value.is_null())
            return std::nullopt;
        return cell.value;
    }
    /// A place that is there twice, with different values; the first that was met.
    std::optional<std::size_t> ambiguous() const { return m_ambiguous; }

private:
    struct Cell {
        simdjson::dom::element value;
        quint64 seen = 0;
    };
    void look(std::size_t node, const simdjson::dom::element &value);
    void meet(std::size_t node, const simdjson::dom::element &value);
    void lookIntoList(std::size_t node, const simdjson::dom::array &list);

    const ValueTree *m_tree = nullptr;
    const ShopValues *m_values = nullptr;
    std::vector<Cell> m_cells;
    quint64 m_turn = 0;
    std::optional<std::size_t> m_ambiguous;
};

} // namespace doorbuster
