// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <vector>

namespace doorbuster {

/// The placeholders that are filled without a description saying how, in the order of standardValues().
enum class StandardValue : quint8 {
    Email,
    Vu,
    Iter,
    Run,
    Sale,
    Amount,
    Uuid,
    Page,
    Limit,
    Offset,
    AdminName,
    AdminEmail,
    AdminPassword,
    AdminToken,
    SaleName,
    SaleDescription,
    StartsAt,
    EndsAt,
    Quantity,
};
inline constexpr std::size_t standardValueCount = std::size_t(StandardValue::Quantity) + 1;

/// A value for a placeholder.
struct ShopValue {
    static constexpr qsizetype longest = 4096; ///< bytes; what a shop sends that is longer is not kept

    QByteArray text; ///< UTF-8; empty: there is none
    bool isJson = false; ///< a number, true or false: in JSON it goes without quotes
};

/// The values that one caller of the shop has at a time, by their number in the compiled shop.
class ShopValues {
public:
    void resize(std::size_t count) { m_values.resize(count); }
    const ShopValue &at(std::size_t index) const { return m_values[index]; }
    void set(std::size_t index, QByteArray text, bool isJson = false) { m_values[index] = {std::move(text), isJson}; }
    void set(StandardValue which, QByteArray text, bool isJson = false)
    {
        set(std::size_t(which), std::move(text), isJson);
    }
    void set(StandardValue which, qint64 number) { set(which, QByteArray::number(number), true); }
    void clear(StandardValue which) { set(which, QByteArray()); }
    /// What earlier answers of a buyer left: nothing of it is another buyer's.
    void forgetKept()
    {
        for (std::size_t i = standardValueCount; i < m_values.size(); ++i)
            m_values[i] = {};
    }

private:
    std::vector<ShopValue> m_values{standardValueCount};
};

} // namespace doorbuster
