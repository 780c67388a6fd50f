// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMap>
#include <QObject>
#include <QSet>
#include <QString>

#include <functional>

class QWidget;

namespace doorbuster {

/// Asks before the headers of a profile or a result send the values of environment variables: the file may be somebody
/// else's, and name any variable and any target. Once for each variable and target, as long as this lives.
class VariableConsent final : public QObject {
    Q_OBJECT
public:
    explicit VariableConsent(QWidget *window);

    /// Does it where these headers may go to this address, at once where there is nothing to ask; then comes
    /// answered(). One at a time.
    void ask(const QMap<QString, QString> &headers, const QString &apiBase, std::function<void()> whenAllowed);
    bool isAsking() const { return m_asking; }

Q_SIGNALS:
    void answered(bool allowed);

private:
    void answer(bool allowed);

    QWidget *m_window = nullptr;
    QSet<QString> m_allowed; ///< each a variable, a blank and the target that it may go to
    std::function<void()> m_whenAllowed;
    bool m_asking = false;
};

} // namespace doorbuster
