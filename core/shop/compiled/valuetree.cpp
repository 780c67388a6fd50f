// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/compiled/valuetree.h"

#include "core/shop/answerfields.h"

#include <boost/container/small_vector.hpp>

#include <algorithm>
#include <cstring>
#include <string_view>

namespace doorbuster {

using namespace Qt::StringLiterals;
using simdjson::dom::element;

std::size_t ValueTree::add(const ValuePath &path, const ValueNames &names)
{
    std::size_t at = root;
    for (const ValuePath::Step &step : path.steps) {
        Node made;
        made.key = step.key;
        made.kind = step.pick ? Node::Kind::Pick : Node::Kind::Key;
        made.mayBeIndex = step.index.has_value();
        made.index = step.index.value_or(0);
        made.parent = at;
        made.dotted = m_nodes[at].dotted;
        if (step.pick) {
            made.pick.append(*step.pick, ValuePlace::Header, names);
            made.dotted += u'[' + QString::fromUtf8(step.key) + u'=' + step.pick->text() + u']';
        } else {
            made.dotted += (made.dotted.isEmpty() ? u""_s : u"."_s) + QString::fromUtf8(step.key);
        }
        const auto same = std::ranges::find_if(
            m_nodes[at].children, [this, &made](std::size_t child) { return m_nodes[child].dotted == made.dotted; });
        if (same != m_nodes[at].children.end()) {
            at = *same;
            continue;
        }
        m_nodes[at].children.push_back(m_nodes.size());
        at = m_nodes.size();
        m_nodes.push_back(std::move(made));
    }
    return at;
}

bool ValueTree::needsObject() const
{
    const std::vector<std::size_t> &children = m_nodes[root].children;
    return !children.empty() && std::ranges::none_of(children, [this](std::size_t child) {
        return m_nodes[child].kind == Node::Kind::Pick || m_nodes[child].mayBeIndex;
    });
}

void FoundValues::find(const ValueTree &tree, const element &root, const ShopValues &values)
{
    findNothing(tree);
    m_values = &values;
    m_cells[ValueTree::root] = {root, m_turn};
    look(ValueTree::root, root);
}

void FoundValues::findNothing(const ValueTree &tree)
{
    m_tree = &tree;
    ++m_turn;
    m_ambiguous.reset();
    if (m_cells.size() < tree.size())
        m_cells.resize(tree.size());
}

void FoundValues::meet(std::size_t node, const element &value)
{
    Cell &cell = m_cells[node];
    if (cell.seen != m_turn) {
        cell = {value, m_turn};
    } else if (!m_ambiguous && !answerfields::saysTheSame(cell.value, value)) {
        m_ambiguous = node;
    }
}

void FoundValues::look(std::size_t node, const element &value)
{
    const std::vector<std::size_t> &children = m_tree->m_nodes[node].children;
    if (children.empty())
        return;
    if (simdjson::dom::object object; value.get(object) == simdjson::SUCCESS) {
        // Beside each other, since each is compared with every field.
        boost::container::small_vector<std::pair<std::string_view, std::size_t>, 16> wanted;
        for (const std::size_t child : children) {
            const ValueTree::Node &one = m_tree->m_nodes[child];
            if (one.kind == ValueTree::Node::Kind::Key)
                wanted.emplace_back(std::string_view(one.key.constData(), std::size_t(one.key.size())), child);
        }
        for (auto field = object.begin(); field != object.end(); ++field) {
            const std::string_view key = field.key();
            for (const auto &[name, child] : wanted) {
                if (name.size() == key.size() && std::memcmp(name.data(), key.data(), key.size()) == 0)
                    meet(child, field.value());
            }
        }
    } else if (simdjson::dom::array list; value.get(list) == simdjson::SUCCESS) {
        lookIntoList(node, list);
    } else {
        return;
    }
    for (const std::size_t child : children) {
        if (m_cells[child].seen == m_turn)
            look(child, m_cells[child].value);
    }
}

void FoundValues::lookIntoList(std::size_t node, const simdjson::dom::array &list)
{
    for (const std::size_t child : m_tree->m_nodes[node].children) {
        const ValueTree::Node &wanted = m_tree->m_nodes[child];
        if (wanted.kind == ValueTree::Node::Kind::Key) {
            element item;
            if (wanted.mayBeIndex && list.at(wanted.index).get(item) == simdjson::SUCCESS)
                meet(child, item);
            continue;
        }
        QByteArray value;
        wanted.pick.write(value, *m_values);
        for (const element item : list) {
            element member;
            if (!item.is_object()
                || item[std::string_view(wanted.key.constData(), std::size_t(wanted.key.size()))].get(member)
                    != simdjson::SUCCESS)
                continue;
            if (answerfields::rawIdentifier(member) == value) {
                meet(child, item);
                break;
            }
        }
    }
}

} // namespace doorbuster
