// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/http/nonrewindablebody.h"

#include <algorithm>
#include <cstring>

namespace doorbuster {

NonRewindableBody::NonRewindableBody(QByteArray bytes)
    : m_bytes(std::move(bytes))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool NonRewindableBody::seek(qint64 position)
{
    // Nothing is ever read of an empty body: whether its head went out cannot be known here.
    return !m_bytes.isEmpty() && m_read == 0 && position == 0 && QIODevice::seek(position);
}

qint64 NonRewindableBody::readData(char *data, qint64 maxSize)
{
    const auto count = std::min(qsizetype(maxSize), m_bytes.size() - m_read);
    std::memcpy(data, m_bytes.constData() + m_read, std::size_t(count));
    m_read += count;
    return count;
}

qint64 NonRewindableBody::writeData(const char *, qint64)
{
    return -1;
}

} // namespace doorbuster
