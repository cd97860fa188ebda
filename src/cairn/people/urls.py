from allauth.account import views as account
from django.contrib.auth.decorators import login_required
from django.urls import path, re_path

from cairn.core.verbs import by_verb
from cairn.people.views import absences, accounts, invitations, people, profile, settings, teams

# Only the doors of accounts that Cairn has: no sign-up, no management of several e-mails.
accounts_urls = [
    path("accounts/login/", accounts.LoginView.as_view(), name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path(
        "accounts/password/change/",
        login_required(accounts.PasswordChangeView.as_view()),
        name="account_change_password",
    ),
    path("accounts/password/reset/", accounts.PasswordResetView.as_view(), name="account_reset_password"),
    path("accounts/password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        accounts.PasswordResetFromKeyView.as_view(),
        name="account_reset_password_from_key",
    ),
    path(
        "accounts/password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("accounts/sample/<int:pk>/session/", by_verb(POST=accounts.enter_sample), name="sample_session"),
]

people_urls = [
    path("people/", login_required(by_verb(GET=people.list_people)), name="people"),
    path("people/options/", login_required(by_verb(GET=people.options)), name="people_options"),
    path("people/mentions/", login_required(by_verb(GET=people.mentions)), name="mention_options"),
    path("people/me/", login_required(by_verb(GET=people.me)), name="me"),
    path("people/me/profile/", login_required(by_verb(GET=profile.edit, POST=profile.change)), name="profile"),
    path(
        "people/me/picture/",
        login_required(by_verb(POST=profile.show_picture, DELETE=profile.show_initials)),
        name="my_picture",
    ),
    path("people/<int:pk>/", login_required(by_verb(GET=people.show)), name="person"),
    path("people/<int:pk>/picture/", login_required(by_verb(GET=people.picture)), name="person_picture"),
    path("people/<int:pk>/absences/", login_required(by_verb(GET=absences.show, POST=absences.add)), name="absences"),
    path("people/<int:pk>/absences/<int:absence_pk>/", login_required(by_verb(DELETE=absences.remove)), name="absence"),
    path("people/<int:pk>/role/", login_required(by_verb(POST=settings.set_role)), name="person_role"),
    path(
        "people/<int:pk>/deactivation/",
        login_required(by_verb(POST=settings.deactivate, DELETE=settings.reactivate)),
        name="person_deactivation",
    ),
]

team_urls = [
    path("teams/", login_required(by_verb(GET=teams.list_teams)), name="teams"),
    path("teams/new/", login_required(by_verb(GET=teams.new, POST=teams.create)), name="team_new"),
    path("teams/<int:pk>/", login_required(by_verb(GET=teams.show, DELETE=teams.delete)), name="team"),
    path("teams/<int:pk>/edit/", login_required(by_verb(GET=teams.edit, POST=teams.change)), name="team_edit"),
    path("teams/<int:pk>/members/", login_required(by_verb(POST=teams.add_member)), name="team_members"),
    path(
        "teams/<int:pk>/members/<int:user_pk>/", login_required(by_verb(DELETE=teams.remove_member)), name="team_member"
    ),
]

urlpatterns = [
    *accounts_urls,
    *people_urls,
    *team_urls,
    path(
        "invitations/new/", login_required(by_verb(GET=invitations.new, POST=invitations.create)), name="invitation_new"
    ),
    path(
        "invitations/<int:pk>/revocation/",
        login_required(by_verb(POST=invitations.revoke)),
        name="invitation_revocation",
    ),
    path("invitations/<str:secret>/", by_verb(GET=invitations.show, POST=invitations.accept), name="invitation"),
    path("settings/", login_required(by_verb(GET=settings.edit, POST=settings.change)), name="settings"),
]
