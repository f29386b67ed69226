from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("recovery", "0006_nobody_has_passed_them")]

    operations = [
        migrations.AddConstraint(
            model_name='protocolversion',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'in_review', 'published', 'review_due', 'retired'])), name='protocolversion_status_is_known'),
        ),
        migrations.AddConstraint(
            model_name='protocolversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('review_due_on', None), ('reviewed_on', None), ('reviewer', '')), models.Q(models.Q(('reviewer', ''), _negated=True), ('review_due_on__isnull', False), ('reviewed_on__isnull', False)), _connector='OR'), name='protocolversion_review_is_whole', violation_error_message='A review needs its reviewer, its day and the day of the next one.'),
        ),
        migrations.AddConstraint(
            model_name='protocolversion',
            constraint=models.CheckConstraint(condition=models.Q(('review_due_on', None), ('review_due_on__gt', models.F('reviewed_on')), _connector='OR'), name='protocolversion_due_after_review', violation_error_message='The next review must be after this one.'),
        ),
        migrations.AddConstraint(
            model_name='protocolversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['published', 'review_due']), _negated=True), models.Q(('reviewer', ''), _negated=True), _connector='OR'), name='protocolversion_published_was_reviewed', violation_error_message='Only what was reviewed can be published: fill in the review.'),
        ),
        migrations.AddConstraint(
            model_name='protocolversion',
            constraint=models.CheckConstraint(condition=models.Q(('reviewer', ''), models.Q(('reviewer', models.F('author')), _negated=True), _connector='OR'), name='protocolversion_reviewer_is_not_author', violation_error_message='The reviewer must be somebody other than the author.'),
        ),
    ]
