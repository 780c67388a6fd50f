// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profile.h"
#include "core/text/textsanitizer.h"

#include <QMap>
#include <QObject>
#include <QString>

#include <chrono>
#include <memory>

class QNetworkReply;

namespace doorbuster {

class BuyersAccessManager;

/// What answers at a profile's target.
struct ConnectionOutcome {
    enum class Kind {
        Shop, ///< the shop's API, by all appearances
        SomethingElse, ///< an HTTP server that answers otherwise
        Refused,
        NameUnknown,
        Tls,
        TimedOut,
        Unreachable, ///< no answer for another reason
        Impossible, ///< nothing was sent: the address is none
    };

    Kind kind = Kind::Impossible;
    QString sentence; ///< for people, plain text; what the server said in it is cut and made harmless
    int status = 0; ///< HTTP status; 0 without an answer
    QString server; ///< of the answer's Server header, cut and made harmless
    std::chrono::nanoseconds elapsed{0};
};

/// Asks a profile's target one harmless question, over the transport and with the headers that a run would use: it
/// looks up a sale that cannot exist. One question at a time.
class ConnectionTest final : public QObject {
    Q_OBJECT
public:
    explicit ConnectionTest(QObject *parent = nullptr);
    ~ConnectionTest() override;

    /// `headers` are the profile's with their variables filled in. A test that runs is cancelled. The answer comes by
    /// finished(), never from inside this call, at the latest after the request timeout or `limit`.
    void start(const TargetSettings &target, const QMap<QString, QString> &headers,
        std::chrono::milliseconds limit = std::chrono::seconds(10));
    /// finished() will not come.
    void cancel();
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void runningChanged(bool running);
    void finished(const doorbuster::ConnectionOutcome &outcome);

private:
    void judge(const QString &host, std::chrono::milliseconds limit);
    void end(const ConnectionOutcome &outcome);
    void clear();

    std::unique_ptr<BuyersAccessManager> m_manager;
    QNetworkReply *m_reply = nullptr;
    TextSanitizer m_sanitizer; ///< a server may repeat what it was sent
    bool m_running = false;
    int m_number = 0; ///< of the test, so that a late answer to an earlier one is told apart
};

} // namespace doorbuster
