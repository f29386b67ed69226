import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('recovery', '0004_one_rule_for_revisions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='protocolversion',
            name='protocol_status_is_known',
        ),
        migrations.RenameField('protocolversion', 'published_at', 'saved_at'),
        migrations.RenameField('protocolversion', 'published_by', 'saved_by'),
        migrations.CreateModel(
            name='ProtocolMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('submit', 'sent to review'), ('send_back', 'sent back'), ('publish', 'published'), ('mark_due', 'review fell due'), ('retire', 'retired'), ('bring_back', 'brought back'), ('take_back', 'sign-off ended with new words')], max_length=12, verbose_name='move')),
                ('from_status', models.CharField(choices=[('draft', 'draft for clinical sign-off'), ('in_review', 'in clinical review'), ('published', 'published'), ('review_due', 'review due'), ('retired', 'retired')], max_length=12, verbose_name='from')),
                ('to_status', models.CharField(choices=[('draft', 'draft for clinical sign-off'), ('in_review', 'in clinical review'), ('published', 'published'), ('review_due', 'review due'), ('retired', 'retired')], max_length=12, verbose_name='to')),
                ('version', models.PositiveIntegerField(verbose_name='version')),
                ('comment', models.TextField(blank=True, verbose_name='comment')),
                ('reviewer', models.CharField(blank=True, max_length=120, verbose_name='reviewer')),
                ('reviewed_on', models.DateField(blank=True, null=True, verbose_name='reviewed on')),
                ('review_due_on', models.DateField(blank=True, null=True, verbose_name='review due on')),
                ('at', models.DateTimeField(verbose_name='when')),
            ],
            options={
                'verbose_name': 'move',
                'ordering': ['-at', '-pk'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='protocolversion',
            name='author',
            field=models.CharField(default='', max_length=80, verbose_name='author'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='protocolversion',
            name='review_due_on',
            field=models.DateField(blank=True, null=True, verbose_name='review due on'),
        ),
        migrations.AddField(
            model_name='protocolversion',
            name='reviewed_on',
            field=models.DateField(blank=True, null=True, verbose_name='reviewed on'),
        ),
        migrations.AddField(
            model_name='protocolversion',
            name='reviewer',
            field=models.CharField(blank=True, help_text='Name and profession.', max_length=120, verbose_name='reviewer'),
        ),
        migrations.AlterField(
            model_name='protocolversion',
            name='saved_by',
            field=models.ForeignKey(blank=True, help_text='Empty: loaded from the shipped files.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='protocolversion',
            name='status',
            field=models.CharField(choices=[('draft', 'draft for clinical sign-off'), ('in_review', 'in clinical review'), ('published', 'published'), ('review_due', 'review due'), ('retired', 'retired')], default='draft', max_length=12, verbose_name='status'),
        ),
        migrations.AddField(
            model_name='protocolmove',
            name='by',
            field=models.ForeignKey(blank=True, help_text='Empty: it followed from a date, or from newer shipped words.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who'),
        ),
        migrations.AddField(
            model_name='protocolmove',
            name='protocol_version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='recovery.protocolversion'),
        ),
        migrations.AddConstraint(
            model_name='protocolmove',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['submit', 'send_back', 'publish', 'mark_due', 'retire', 'bring_back', 'take_back'])), name='protocolmove_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='protocolmove',
            constraint=models.CheckConstraint(condition=models.Q(('by__isnull', False), ('kind__in', ['mark_due', 'take_back']), _connector='OR'), name='protocolmove_made_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='protocolmove',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'publish'), _negated=True), models.Q(models.Q(('reviewer', ''), ('comment', ''), _connector='OR', _negated=True), ('review_due_on__isnull', False), ('reviewed_on__isnull', False)), _connector='OR'), name='protocolmove_publication_is_whole'),
        ),
    ]
