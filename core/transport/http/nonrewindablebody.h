// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QIODevice>

namespace doorbuster {

/// The body of a request that Qt's own wire must not send twice. Where a connection ends without an answer, Qt rewinds
/// the body and sends the request again, up to three times and whatever its method. Once anything of this one was read,
/// which is when the head goes out, it cannot be rewound: Qt then fails with `ContentReSendError`. Random-access, since
/// Qt copies what is sequential into a buffer of its own, which it can rewind.
class NonRewindableBody final : public QIODevice {
    Q_DISABLE_COPY_MOVE(NonRewindableBody)

public:
    explicit NonRewindableBody(QByteArray bytes);

    [[nodiscard]] qint64 size() const override { return m_bytes.size(); }
    bool seek(qint64 position) override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 maxSize) override;

private:
    const QByteArray m_bytes;
    qsizetype m_read = 0;
};

} // namespace doorbuster
