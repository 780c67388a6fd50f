// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/settingsource.h"

using namespace Qt::StringLiterals;

namespace doorbuster {

QString settingSourceName(SettingSource source)
{
    switch (source) {
    case SettingSource::Default:
        return u"default"_s;
    case SettingSource::Profile:
        return u"profile"_s;
    case SettingSource::Environment:
        return u"environment"_s;
    case SettingSource::CommandLine:
        return u"command line"_s;
    }
    Q_UNREACHABLE();
}

} // namespace doorbuster
